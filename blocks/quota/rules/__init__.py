"""Rules of wanted quotas, one a file. Each is a function from wanted quotas to problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from blocks.quota.rules.asked_twice import asked_twice
from blocks.quota.rules.below_default import below_default
from blocks.quota.rules.global_region import in_global_region
from blocks.quota.rules.named import named
from blocks.quota.rules.regions import regions
from blocks.quota.rules.spelling import spelling
from blocks.quota.subject import Subject
from blocks.quota.variables import WantedQuota
from model.finding import Problem

Rule = Callable[[Subject], Iterable[Problem]]

RULES: tuple[Rule, ...] = (named, spelling, below_default, in_global_region, regions, asked_twice)


def quota_problems(quotas: Mapping[str, WantedQuota | None], variable: str, home: str) -> Iterator[Problem]:
    """Every problem of the wanted quotas in one variable. ``home`` is the region of those that name none."""
    subject = Subject.of(quotas, variable, home)
    for rule in RULES:
        yield from rule(subject)
