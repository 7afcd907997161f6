"""RS313: a global quota that is asked for in a region."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.quota.known import global_region, is_global
from blocks.quota.subject import Subject
from model.finding import Problem

RULE = "RS313"


def in_global_region(subject: Subject) -> Iterator[Problem]:
    """A problem for each global quota with a region other than the one in which AWS keeps it."""
    place = global_region(subject.home)
    for key, quota in subject.quotas.items():
        if quota.region not in (None, place) and is_global(quota):
            text = f"{quota.label} is global: AWS keeps it in {place}; leave `region` out"
            yield subject.problem(RULE, key, text, "region")
