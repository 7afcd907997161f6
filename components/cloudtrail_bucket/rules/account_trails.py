"""RS346: trails of an account that the organization does not have."""

from __future__ import annotations

from collections.abc import Iterator

from components.cloudtrail_bucket.variables import CloudTrailBucketVariables
from model.finding import Problem, suggestion

RULE = "RS346"


def account_trails(variables: CloudTrailBucketVariables, known: frozenset[str] | None) -> Iterator[Problem]:
    """A problem for each account that is not there, where it is known which are."""
    if known is None or variables.account_trails == "all":
        return
    for index, account in enumerate(variables.account_trails):
        if account not in known:
            text = f"the organization has no account '{account}'{suggestion(account, known)}"
            yield Problem(RULE, text, ("vars", "account_trails", index))
