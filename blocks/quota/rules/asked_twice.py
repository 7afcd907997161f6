"""RS314: one quota under two keys."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.quota.known import quota_of, region_of, service_of
from blocks.quota.subject import Subject
from blocks.quota.variables import WantedQuota
from model.finding import Problem

RULE = "RS314"


def asked_twice(subject: Subject) -> Iterator[Problem]:
    """A problem for each quota that another key of the same variable asks for in the same region."""
    seen: dict[tuple[str, str], str] = {}
    for key, quota in subject.quotas.items():
        identity = identity_of(quota), region_of(quota, subject.home)
        if identity in seen:
            text = f"asks for what '{seen[identity]}' asks for ({quota.label}): keep one of them"
            yield subject.problem(RULE, key, text)
        seen.setdefault(identity, key)


def identity_of(quota: WantedQuota) -> str:
    """What two ways of writing the same quota have in common, as far as that is known without asking AWS."""
    service, known = service_of(quota), quota_of(quota)
    left = service.code if service else quota.service_code or quota.service_name
    right = known.code if known else quota.quota_code or quota.quota_name
    return f"{left}/{right}"
