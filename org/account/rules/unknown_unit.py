"""RS201: an account or a unit names an organizational unit that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from model.finding import Problem, suggestion
from org.account.subject import Subject

RULE = "RS201"


def unknown_units(subject: Subject) -> Iterator[Problem]:
    """A problem for each `organizational_unit` and `parent_ou` that names no unit (or itself, through others)."""
    structure = subject.structure
    known = structure.unit_by_path
    for unit in structure.units:
        if unit.unknown_parent is not None:
            choices = [path for path in known if path != unit.path]
            text = f"unknown organizational unit '{unit.unknown_parent}'{suggestion(unit.unknown_parent, choices)}"
            if any(unit.unknown_parent in (one.key, one.path) for one in structure.units):
                text = f"'{unit.unknown_parent}' stands below it: a unit cannot stand below itself"
            address = (*unit.address, "parent_ou")
            yield Problem(RULE, f"organizational unit '{unit.key}': {text}", address)
    for member in structure.members:
        unit_above = member.home
        if unit_above is not None and unit_above not in known:
            text = f"unknown organizational unit '{unit_above}'{suggestion(unit_above, known)}"
            yield Problem(RULE, f"account '{member.key}': {text}", (*member.address, "organizational_unit"))
