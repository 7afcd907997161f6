"""What in an organization belongs to another tool, and is left to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from operate.inventory import Account, Inventory, Policy

CONTROL_TOWER = "Control Tower"
_PRINCIPAL = "controltower.amazonaws.com"
_GUARDRAIL = "aws-guardrails-"
# Names that Control Tower gives its two shared accounts; users can choose others, which then count as theirs.
_AUDIT = frozenset({"audit"})
_LOG_ARCHIVE = frozenset({"log archive", "log-archive"})


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
    shared = _shared_accounts(inventory)
    units = {one.parent for one in shared if one.parent != inventory.root_id}
    held = {one.parent for one in inventory.members.values() if one not in shared}
    above = {one.parent for one in inventory.units.values()}
    owned = [*policies, *(one.id for one in shared), *(units - held - above)]
    return Ownership(dict.fromkeys(owned, CONTROL_TOWER))


def is_guardrail(policy: Policy) -> bool:
    """Whether Control Tower made the policy, which it puts back when somebody changes it."""
    return policy.name.startswith(_GUARDRAIL)


def _shared_accounts(inventory: Inventory) -> list[Account]:
    """Control Tower's shared accounts: both lie in one unit, under the names that it gives them."""
    by_unit: dict[str, dict[str, Account]] = {}
    for one in inventory.members.values():
        if one.parent != inventory.root_id and one.name.casefold() in _AUDIT | _LOG_ARCHIVE:
            by_unit.setdefault(one.parent, {})[one.name.casefold()] = one
    together = (found for found in by_unit.values() if _AUDIT & found.keys() and _LOG_ARCHIVE & found.keys())
    return [account for found in together for account in found.values()]
