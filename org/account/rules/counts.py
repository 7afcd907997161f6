"""RS208: more accounts, units, levels or policies than AWS allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from model.finding import Problem
from org.account.subject import Subject

RULE = "RS208"
_REMEDY = "ask AWS for more and write it under `limits`"


def counts(subject: Subject) -> Iterator[Problem]:
    """A problem for each account, unit and policy beyond the limit, and for each unit that is too deep."""
    limits, structure = subject.limits, subject.structure
    most = limits.of("accounts") - 1
    for number, member in enumerate(structure.members[most:], most + 2):
        text = f"account '{member.key}' is number {number} of {most + 1} that the organization may have: {_REMEDY}"
        yield Problem(RULE, text, member.address)
    most = limits.of("organizational_units")
    for number, unit in enumerate(structure.units[most:], most + 1):
        text = f"organizational unit '{unit.path}' is number {number} of {most} that AWS allows"
        yield Problem(RULE, text, unit.address)
    deepest = limits.of("organizational_unit_depth")
    for unit in structure.units:
        if unit.depth > deepest:
            text = f"organizational unit '{unit.path}' is {unit.depth} levels below the root; AWS allows {deepest}"
            yield Problem(RULE, text, unit.address)
    seen: Counter[str] = Counter()
    for policy in subject.policies.by_key.values():
        seen[policy.type] += 1
        most = limits.of("policies", policy.type)
        if seen[policy.type] > most:
            yield policy.problem(RULE, f"is number {seen[policy.type]} of {most} that AWS allows of {policy.type}")
