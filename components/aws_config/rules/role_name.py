"""RS395: a role's name, once the labels are put together, that IAM would refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blocks.identifiers import ROLE_CHARACTERS
from components.aws_config.variables import AwsConfigVariables
from model.finding import Problem

RULE = "RS395"
_LONGEST = 64
_NAME = re.compile(rf"[{ROLE_CHARACTERS}]+")


def role_name(variables: AwsConfigVariables) -> Iterator[Problem]:
    """A problem for the name of the role that is made."""
    name = variables.role_name
    if not variables.create_iam_role:
        return
    if len(name) > _LONGEST:
        text = (
            f"the role would be called '{name}', {len(name)} characters; IAM takes {_LONGEST}: shorten the labels, or "
            f"set `id_length_limit: {_LONGEST}`"
        )
        yield Problem(RULE, text, ("vars", "name"))
    elif not _NAME.fullmatch(name):
        text = f"the role would be called '{name}'; IAM takes letters, digits and any of '+=,.@_-': change the labels"
        yield Problem(RULE, text, ("vars", "name"))
