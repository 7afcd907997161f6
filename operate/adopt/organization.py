"""The organization of AWS as the variables of the kind `account`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from operate.adopt.emails import shared_format
from operate.adopt.names import Keys
from operate.adopt.policies import Written
from operate.inventory import Account, Inventory
from operate.ownership import Ownership
from org.policy.types import SERVICE_CONTROL

Node = dict[str, Any]
_SEVERAL = 2


def managed_accounts(inventory: Inventory, owners: Ownership) -> dict[str, Account]:
    """The accounts that are taken under management: active, and nobody else's."""
    return {key: one for key, one in inventory.members.items() if one.active and owners.of(key) is None}


def managed_targets(inventory: Inventory, owners: Ownership, further: Iterable[str] = ()) -> dict[str, list[str]]:
    """By policy id, the targets whose attachments are taken under management."""
    units = {key for key in inventory.units if owners.of(key) is None}
    targets = {inventory.root_id, *units, *managed_accounts(inventory, owners), *further}
    return {
        one.id: [target for target in one.targets if target in targets]
        for one in inventory.policies.values()
        if owners.of(one.id) is None
    }


class Entries:
    """Entries of accounts and units in YAML, with what the accounts of a unit share at the unit.

    ``keys`` are the keys of accounts by id, ``policies`` how policies are named; ``taken`` keys that others have,
    ``further_targets`` are targets of policies that have entries already.
    """

    def __init__(
        self,
        inventory: Inventory,
        owners: Ownership,
        policies: Written,
        taken: Iterable[str],
        further_targets: Iterable[str] = (),
    ) -> None:
        self._inventory = inventory
        self._owners = owners
        self._policies = policies
        self._accounts = managed_accounts(inventory, owners)
        names = Keys(*taken)
        ordered = sorted(self._accounts.values(), key=lambda one: (one.name, one.id))
        self.keys: dict[str, str] = {one.id: names.key(one.name, one.id) for one in ordered}
        self._attached = managed_targets(inventory, owners, further_targets)

    @property
    def email_format(self) -> str | None:
        """The format that most accounts of the organization have."""
        return shared_format((one.email, self.keys[one.id]) for one in self._accounts.values())

    def below(self, parent: str, email_format: str | None, tags: Mapping[str, str]) -> Node:
        """`accounts` and `organizational_units` under the root or a unit, in which this format and these tags hold."""
        node: Node = {}
        if accounts := self._own(parent):
            node["accounts"] = {self.keys[one.id]: self.account(one, email_format, tags) for one in accounts}
        names = Keys()
        for unit in sorted(self._inventory.units.values(), key=_by_name):
            if unit.parent == parent and self._owners.of(unit.id) is None:
                key = names.key(unit.name, unit.id)
                named = {"name": unit.name} if key != unit.name else {}
                entry = named | self.unit(unit.id, email_format, tags)
                node.setdefault("organizational_units", {})[key] = entry
        return node

    def unit(self, unit_id: str, email_format: str | None, tags: Mapping[str, str]) -> Node:
        """The entry of a unit with everything below it."""
        node: Node = {"import_id": unit_id, **self._tagged(unit_id, {}), **self.attached(unit_id)}
        accounts = self._own(unit_id)
        own = shared_format((one.email, self.keys[one.id]) for one in accounts)
        if own and own != email_format and not self._mostly(accounts, email_format):
            node["account_email_format"] = email_format = own
        shared = {key: value for key, value in self._shared_tags(unit_id).items() if tags.get(key) != value}
        if shared:
            node["account_tags"] = shared
        return node | self.below(unit_id, email_format, {**tags, **shared})

    def account(self, account: Account, email_format: str | None, tags: Mapping[str, str]) -> Node:
        """The entry of an account."""
        key = self.keys[account.id]
        node: Node = {"import_id": account.id}
        if key != account.name:
            node["name"] = account.name
        if not email_format or email_format.replace("%s", key) != account.email:
            node["email"] = account.email
        return node | self._tagged(account.id, tags) | self.attached(account.id)

    def attached(self, target: str) -> Node:
        """The lists of the policies that are attached to a target."""
        node: Node = {}
        for policy_id, targets in self._attached.items():
            if target in targets:
                service = self._inventory.policies[policy_id].type == SERVICE_CONTROL
                name = "service_control_policies" if service else "policies"
                node.setdefault(name, []).append(self._policies.keys[policy_id])
        return {name: sorted(node[name]) for name in sorted(node, reverse=True)}

    def _own(self, parent: str) -> list[Account]:
        return sorted((one for one in self._accounts.values() if one.parent == parent), key=_by_name)

    def _mostly(self, accounts: list[Account], email_format: str | None) -> bool:
        if email_format is None:
            return False
        fitting = [one for one in accounts if email_format.replace("%s", self.keys[one.id]) == one.email]
        return 2 * len(fitting) >= len(accounts)

    def _tagged(self, id: str, inherited: Mapping[str, str]) -> Node:
        own = {key: value for key, value in self._inventory.tags.get(id, {}).items() if inherited.get(key) != value}
        return {"tags": dict(sorted(own.items()))} if own else {}

    def _shared_tags(self, unit_id: str) -> dict[str, str]:
        """Tags that all accounts in a unit and below it have, if they are more than one."""
        accounts = list(self._within(unit_id))
        if len(accounts) < _SEVERAL:
            return {}
        first, *others = (self._inventory.tags.get(one.id, {}) for one in accounts)
        return {key: value for key, value in sorted(first.items()) if all(one.get(key) == value for one in others)}

    def _within(self, unit_id: str) -> Iterable[Account]:
        yield from self._own(unit_id)
        for one in self._inventory.units.values():
            if one.parent == unit_id:
                yield from self._within(one.id)


def _by_name(one: Any) -> tuple[str, str]:
    return one.name, one.id
