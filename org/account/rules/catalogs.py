"""RS220 to RS224: a policy catalog that is missing or broken, a SID that is unknown, doubled or cannot be used."""

from __future__ import annotations

from collections.abc import Iterator

from model.finding import Problem
from org.account.subject import Subject


def catalogs(subject: Subject) -> Iterator[Problem]:
    """Problems of reading the catalogs, and of making policies from them."""
    yield from subject.catalog.problems
    yield from subject.policies.problems
