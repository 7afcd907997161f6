"""RS206: two accounts or two sibling units have one name."""

from __future__ import annotations

from collections.abc import Iterator

from model.finding import Problem
from org.account.structure import Member, Unit
from org.account.subject import Subject

RULE = "RS206"


def unique_names(subject: Subject) -> Iterator[Problem]:
    """A problem for each account key that stands twice, and each unit whose name a sibling has."""
    root = subject.variables.organization_config.root_account.name
    accounts: dict[str, Member] = {}
    for member in subject.structure.members:
        other = accounts.setdefault(member.key, member)
        if other is not member:
            text = f"account '{member.key}' stands under {_under(other.home)} already: to move it, remove it there"
            if not other.managed:
                text = f"account '{member.key}' has the name of one that is {other.settings.state}: choose another name"
            yield Problem(RULE, text, member.address)
        if member.key == root:
            yield Problem(RULE, f"account '{member.key}' has the name of the management account", member.address)
    units: dict[tuple[str | None, str], Unit] = {}
    for unit in subject.structure.units:
        sibling = units.setdefault((unit.parent, unit.name), unit)
        if sibling is not unit:
            text = f"organizational unit '{unit.name}' stands under {_under(unit.parent)} twice"
            yield Problem(RULE, text, unit.address)


def _under(unit: str | None) -> str:
    return f"'{unit}'" if unit else "the root"
