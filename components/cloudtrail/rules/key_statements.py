"""RS356: a statement of the key's policy that lets everybody in."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.open_statement import open_to_all
from blocks.place import CheckPlace
from components.cloudtrail.variables import CloudTrailVariables
from model.finding import Problem

RULE = "RS356"


def key_statements(variables: CloudTrailVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """A problem for each statement for everybody without a condition on account or organization."""
    for index, statement in enumerate(variables.kms_abac_statements):
        if open_to_all(statement):
            text = "the statement lets everybody in: name principals, or add a condition on `aws:PrincipalOrgID`"
            yield Problem(RULE, text, ("vars", "kms_abac_statements", index))
