"""RS320: a budget's name that AWS would refuse."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.budget.subject import Subject, full_name
from model.finding import Problem

RULE = "RS320"
_LONGEST = 100


def names(subject: Subject) -> Iterator[Problem]:
    """A problem for each name that is too long with its labels, or has characters that AWS refuses."""
    for name in subject.budgets:
        whole = full_name(subject.label, name)
        if not 1 <= len(whole) <= _LONGEST:
            text = f"its name in AWS, '{whole}', has {len(whole)} characters; AWS takes 1 to {_LONGEST}"
            yield subject.problem(RULE, name, text)
        elif set(whole) & {":", "\\"}:
            yield subject.problem(RULE, name, "its name may hold neither ':' nor '\\'")
