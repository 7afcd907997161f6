"""RS380: a role whose name IAM would refuse, or two roles of one name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blocks.identifiers import ROLE_CHARACTERS
from components.deploy_roles.variables import DeployRolesVariables
from model.finding import Problem

RULE = "RS380"
_NAME = re.compile(rf"[{ROLE_CHARACTERS}]+")


def role_names(variables: DeployRolesVariables) -> Iterator[Problem]:
    """A problem for each name that is too long or has characters that IAM refuses, and for two roles of one name."""
    most = variables.known_limits.of("role_name_length")
    plan, apply = variables.plan_role, variables.apply_role
    for key, name in (("plan_role_name", plan), ("apply_role_name", apply)):
        if len(name) > most:
            text = f"the role would be called '{name}', {len(name)} characters; IAM takes {most}: set `{key}`"
            yield Problem(RULE, text, ("vars", key))
        elif not _NAME.fullmatch(name):
            text = f"the role would be called '{name}'; IAM takes letters, digits and any of '+=,.@_-': set `{key}`"
            yield Problem(RULE, text, ("vars", key))
    if plan == apply:
        text = f"both roles would be called '{plan}', and previews could change the account: rename one"
        yield Problem(RULE, text, ("vars", "apply_role_name"))
