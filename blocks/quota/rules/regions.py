"""RS317: a quota in a region that AWS does not have."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.quota.subject import Subject
from model.finding import Problem, suggestion
from model.regions import aws_regions

RULE = "RS317"


def regions(subject: Subject) -> Iterator[Problem]:
    """A problem for each wanted quota whose region is none."""
    for key, quota in subject.quotas.items():
        if quota.region is not None and quota.region not in aws_regions():
            text = f"no region '{quota.region}'{suggestion(quota.region, aws_regions())}"
            yield subject.problem(RULE, key, text, "region")
