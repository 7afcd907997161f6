"""RS345: a statement of the bucket's policy that lets everybody in."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.log_bucket.variables import LogBucketVariables
from blocks.open_statement import open_to_all
from model.finding import Problem

RULE = "RS345"


def statements(variables: LogBucketVariables) -> Iterator[Problem]:
    """A problem for each statement for everybody without a condition on account or organization."""
    for index, statement in enumerate(variables.policy):
        if open_to_all(statement):
            text = "the statement lets everybody in: name principals, or add a condition on `aws:PrincipalOrgID`"
            yield Problem(RULE, text, ("vars", "policy", index))
