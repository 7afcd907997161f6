"""RS226: more policies on one target than AWS allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from model.finding import Problem
from org.account.subject import Subject

RULE = "RS226"


def attachments(subject: Subject) -> Iterator[Problem]:
    """A problem for each attachment beyond the limit of its target; what AWS attaches itself counts."""
    seen: Counter[tuple[str, str]] = Counter()
    for attachment in subject.policies.attachments:
        target, policy_type = attachment.target, attachment.policy.type
        seen[target.key, policy_type] += 1
        by_aws = subject.limits.of("attachments_by_aws", policy_type)
        most = subject.limits.of("attachments", policy_type)
        if seen[target.key, policy_type] + by_aws > most:
            full = f", {by_aws} of them AWS's own" if by_aws else ""
            text = f"policy '{attachment.policy.key}' is one too many: AWS allows {most} of {policy_type} here{full}"
            yield Problem(RULE, f"{target.label}: {text}; merge policies (`policy_mode: merged`)", attachment.address)
