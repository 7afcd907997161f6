"""RS225: a policy whose document is too long, counted as it is sent."""

from __future__ import annotations

from collections.abc import Iterator

from model.finding import Problem
from org.account.subject import Subject

RULE = "RS225"


def policy_sizes(subject: Subject) -> Iterator[Problem]:
    """A problem for each policy, and the resource policy, that is longer than AWS takes."""
    for policy in subject.policies.by_key.values():
        most = subject.limits.of("policy_size", policy.type)
        if len(policy.content) > most:
            text = f"its document has {len(policy.content)} characters; AWS takes {most}: split it, or merge less"
            yield policy.problem(RULE, text)
