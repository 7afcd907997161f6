"""The organization as AWS has it, in the shape that is compared."""

from __future__ import annotations

import json

from operate.drift.shape import Account, Policy, Shape
from operate.inventory import Inventory
from operate.inventory import Policy as FoundPolicy
from operate.ownership import Ownership, ownership

_SERVICE_CONTROL = "SERVICE_CONTROL_POLICY"


def seen(inventory: Inventory) -> Shape:
    """What the inventory holds, by names and e-mails instead of ids."""
    return _Naming(inventory, ownership(inventory)).shape()


class _Naming:
    def __init__(self, inventory: Inventory, owners: Ownership) -> None:
        self._inventory = inventory
        self._owners = owners
        self._names = {inventory.root_id: "root"}
        self._names |= {unit: f"ou/{path}" for unit, path in inventory.paths.items() if path}
        self._names |= {one.id: f"account/{one.email.lower()}" for one in inventory.accounts.values()}

    def shape(self) -> Shape:
        inventory = self._inventory
        allowing: set[str] = set()
        for one in inventory.policies.values():
            if one.type == _SERVICE_CONTROL and _allows(one.content):
                allowing |= self._targets(one.targets)
        return Shape(
            management_email=inventory.accounts[inventory.management_id].email,
            accounts={one.email.lower(): self._account(one.id) for one in inventory.members.values()},
            units={path: unit for unit, path in inventory.paths.items() if path},
            policies={(one.type, one.name): self._policy(one) for one in inventory.policies.values()},
            policy_types=inventory.policy_types,
            trusted=inventory.trusted,
            delegated=frozenset(
                (principal, inventory.accounts[account].email.lower()) for principal, account in inventory.delegated
            ),
            features=inventory.features,
            management_id=inventory.management_id,
            open_targets=self._targets(inventory.open_targets),
            allowing_targets=frozenset(allowing),
            root_features=inventory.root_features,
            resource_policy=inventory.resource_policy.content if inventory.resource_policy else None,
            owners={self._names[key]: owner for key, owner in self._owners.owners.items() if key in self._names},
            tags={self._names[key]: tags for key, tags in inventory.tags.items() if key in self._names},
        )

    def _account(self, account_id: str) -> Account:
        one = self._inventory.accounts[account_id]
        return Account(one.name, one.email, self._inventory.paths[one.parent], one.active, one.id)

    def _policy(self, one: FoundPolicy) -> Policy:
        tags = self._inventory.tags.get(one.id, {})
        owner = self._owners.of(one.id)
        return Policy(one.description, one.content, self._targets(one.targets), one.id, owner, tags)

    def _targets(self, ids: tuple[str, ...] | frozenset[str]) -> frozenset[str]:
        return frozenset(self._names.get(one, one) for one in ids)


def _allows(content: str) -> bool:
    statements = json.loads(content).get("Statement", [])
    return any(one.get("Effect") == "Allow" for one in (statements if isinstance(statements, list) else [statements]))
