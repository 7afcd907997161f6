"""RS207: a name that AWS would refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.finding import Path, Problem
from org.account.subject import Subject

RULE = "RS207"
_ACCOUNT_NAME = re.compile(r"[ -;=?-~]+")


def name_limits(subject: Subject) -> Iterator[Problem]:
    """A problem for each account, unit and policy whose name is too long or has characters AWS refuses."""
    limits = subject.limits
    for member in subject.structure.members:
        label, address = f"account '{member.key}'", _where(member.address, member.settings.name)
        yield from _length(label, member.name, limits.of("account_name_length"), address)
        if not _ACCOUNT_NAME.fullmatch(member.name):
            text = "its name may hold printable ASCII characters only, without `<` and `>`"
            yield Problem(RULE, f"{label}: {text}", address)
    for unit in subject.structure.units:
        label, address = f"organizational unit '{unit.path}'", _where(unit.address, unit.settings.name)
        yield from _length(label, unit.name, limits.of("organizational_unit_name_length"), address)
        if "/" in unit.key:
            yield Problem(RULE, f"{label}: '/' separates units; write `name:` for a name that has one", unit.address)
    for policy in subject.policies.by_key.values():
        for what, text in (("name", policy.name), ("description", policy.description)):
            most = limits.of(f"policy_{what}_length")
            if len(text) > most:
                yield policy.problem(RULE, f"its {what} has {len(text)} characters; AWS takes {most}")


def _length(label: str, name: str, most: int, address: Path) -> Iterator[Problem]:
    if not 1 <= len(name) <= most:
        yield Problem(RULE, f"{label}: its name has {len(name)} characters; AWS takes 1 to {most}", address)


def _where(address: Path, name: str | None) -> Path:
    return (*address, "name") if name is not None else address
