"""RS394: recorders with two roles, or with none."""

from __future__ import annotations

from collections.abc import Iterator

from components.aws_config.variables import AwsConfigVariables
from model.finding import Problem

RULE = "RS394"


def one_role(variables: AwsConfigVariables) -> Iterator[Problem]:
    """A problem where a role is made and another is named, and where neither is."""
    if variables.create_iam_role and variables.iam_role_arn:
        text = "recorders have one role: set `create_iam_role: false`, or leave out `iam_role_arn`"
        yield Problem(RULE, text, ("vars", "iam_role_arn"))
    if not variables.create_iam_role and not variables.iam_role_arn:
        text = "recorders need a role: name one in `iam_role_arn`, or leave out `create_iam_role`"
        yield Problem(RULE, text, ("vars", "create_iam_role"))
