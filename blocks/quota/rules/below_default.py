"""RS312: less than what every account has from the start, or more of what AWS never raises."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.quota.known import quota_of
from blocks.quota.subject import Subject
from model.finding import Problem

RULE = "RS312"


def below_default(subject: Subject) -> Iterator[Problem]:
    """A problem for each value below AWS's default, and for each above it that no request can raise."""
    for key, quota in subject.quotas.items():
        known = quota_of(quota)
        if known is None or quota.value is None:
            continue
        if quota.value < known.default:
            text = f"{quota.value:g} is below {known.default:g}, what AWS grants every account: a quota only grows"
            remedy = f"write {known.default:g} or more, or `null` to drop it"
            yield subject.problem(RULE, key, f"{text}; {remedy}", "value")
        elif quota.value > known.default and not known.adjustable:
            text = f"AWS does not raise '{known.name}' above {known.default:g}"
            yield subject.problem(RULE, key, text, "value")
