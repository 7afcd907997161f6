"""What in an organization belongs to another tool, and is left to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from operate.inventory import Account, Inventory, Policy

CONTROL_TOWER = "Control Tower"
_PRINCIPAL = "controltower.amazonaws.com"
_GUARDRAIL = "aws-guardrails-"
# Names that Control Tower gives its shared accounts; users can choose others, which then count as theirs.
_SHARED_ACCOUNTS = frozenset({"audit", "log archive", "log-archive"})


@dataclass(frozen=True)
class Ownership:
    """Owners by id, of policies, accounts and units: ``{"p-1234": "Control Tower"}``."""

    owners: Mapping[str, str]

    def of(self, id: str) -> str | None:
        """Whose it is; None when it is the organization's own."""
        return self.owners.get(id)


def ownership(inventory: Inventory) -> Ownership:
    """Control Tower's guardrails, its shared accounts, and the unit that holds nothing but those."""
    policies = [one.id for one in inventory.policies.values() if is_guardrail(one)]
    if not policies and _PRINCIPAL not in inventory.trusted:
        return Ownership({})
    shared = [one for one in inventory.members.values() if _is_shared(one, inventory)]
    units = {one.parent for one in shared if one.parent != inventory.root_id}
    held = {one.parent for one in inventory.members.values() if one not in shared}
    above = {one.parent for one in inventory.units.values()}
    owned = [*policies, *(one.id for one in shared), *(units - held - above)]
    return Ownership(dict.fromkeys(owned, CONTROL_TOWER))


def is_guardrail(policy: Policy) -> bool:
    """Whether Control Tower made the policy, which it puts back when somebody changes it."""
    return policy.name.startswith(_GUARDRAIL)


def _is_shared(account: Account, inventory: Inventory) -> bool:
    """Control Tower's shared accounts lie together in one unit, which its guardrails are on."""
    if account.name.casefold() not in _SHARED_ACCOUNTS or account.parent == inventory.root_id:
        return False
    guarded = {target for one in inventory.policies.values() if is_guardrail(one) for target in one.targets}
    return account.parent in guarded
