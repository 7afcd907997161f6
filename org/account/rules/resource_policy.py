"""RS216: a resource policy of the organization that AWS would refuse."""

from __future__ import annotations

from collections.abc import Iterator

from model.finding import Problem
from org.account.resource_policy import resource_policy_content
from org.account.subject import Subject

RULE = "RS216"


def resource_policy(subject: Subject) -> Iterator[Problem]:
    """A problem when the resource policy is no JSON object or too long."""
    if subject.variables.resource_policy is None:
        return
    address = ("vars", "resource_policy")
    try:
        size = len(resource_policy_content(subject.variables))
    except ValueError as error:
        yield Problem(RULE, f"resource policy: {error}", address)
        return
    most = subject.limits.of("resource_policy_size")
    if size > most:
        yield Problem(RULE, f"resource policy: it has {size} characters; AWS takes {most}", address)
