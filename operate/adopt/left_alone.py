"""What is in the organization and is not taken under management, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from operate.inventory import Inventory
from operate.ownership import Ownership


@dataclass(frozen=True, order=True)
class LeftAlone:
    """A thing of the organization that stays as it is."""

    kind: str
    name: str
    id: str
    why: str


def left_alone(inventory: Inventory, owners: Ownership) -> tuple[LeftAlone, ...]:
    """Everything that is left alone, by kind and name."""
    return tuple(sorted((*_accounts(inventory, owners), *_units(inventory, owners), *_policies(inventory, owners))))


def _accounts(inventory: Inventory, owners: Ownership) -> Iterator[LeftAlone]:
    for one in inventory.members.values():
        if owner := owners.of(one.id):
            yield LeftAlone("account", one.name, one.id, f"{owner}'s")
        elif not one.active:
            yield LeftAlone("account", one.name, one.id, one.state.lower().replace("_", " "))


def _units(inventory: Inventory, owners: Ownership) -> Iterator[LeftAlone]:
    for id, path in inventory.paths.items():
        if owner := owners.of(id):
            yield LeftAlone("organizational unit", path, id, f"{owner}'s")


def _policies(inventory: Inventory, owners: Ownership) -> Iterator[LeftAlone]:
    for id, name in inventory.aws_managed.items():
        yield LeftAlone("policy", name, id, "AWS's own")
    for one in inventory.policies.values():
        if owner := owners.of(one.id):
            yield LeftAlone("policy", one.name, one.id, f"{owner}'s")
        else:
            yield from _attachments(one.name, one.targets, inventory, owners)


def _attachments(policy: str, targets: tuple[str, ...], inventory: Inventory, owners: Ownership) -> Iterator[LeftAlone]:
    for target in targets:
        account = inventory.accounts.get(target)
        if target == inventory.management_id:
            yield LeftAlone("attachment", f"{policy} on the management account", target, "has no effect there")
        elif owner := owners.of(target):
            name = account.name if account else inventory.paths.get(target, target)
            yield LeftAlone("attachment", f"{policy} on {name}", target, f"{owner}'s")
        elif account is not None and not account.active:
            yield LeftAlone("attachment", f"{policy} on {account.name}", target, "the account is not active")
