"""RS311: a name or code that is nearly one that AWS has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from blocks.quota.known import known_services, service_of
from blocks.quota.subject import Subject
from model.finding import Problem

RULE = "RS311"
_NEAR = 0.85


def spelling(subject: Subject) -> Iterator[Problem]:
    """A problem for each name that differs a little from a known one; names far from all known ones may be AWS's."""
    services = known_services().values()
    for key, quota in subject.quotas.items():
        service = service_of(quota)
        if service is None:
            given, choices = quota.service_name, [one.name for one in services]
            yield from _near(subject, key, "service_name", given, choices)
            continue
        if quota.quota_code is None:
            names = [one.name for one in service.quotas.values()]
            yield from _near(subject, key, "quota_name", quota.quota_name, names)


def _near(subject: Subject, key: str, field: str, given: str | None, choices: Iterable[str]) -> Iterator[Problem]:
    known = list(choices)
    if given is None or given in known:
        return
    by_small_letters = {name.lower(): name for name in known}
    for near in get_close_matches(given.lower(), by_small_letters, n=1, cutoff=_NEAR):
        text = f"'{given}' is not AWS's full name (did you mean '{by_small_letters[near]}'?)"
        yield subject.problem(RULE, key, text, field)
