"""RS310: a wanted quota without service or quota."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.quota.subject import Subject
from model.finding import Problem

RULE = "RS310"


def named(subject: Subject) -> Iterator[Problem]:
    """A problem for each wanted quota that names no service or no quota."""
    for key, quota in subject.quotas.items():
        if not (quota.service_code or quota.service_name):
            yield subject.problem(RULE, key, "which service? Write `service_code` or `service_name`")
        if not (quota.quota_code or quota.quota_name):
            yield subject.problem(RULE, key, "which quota? Write `quota_code` or `quota_name`")
