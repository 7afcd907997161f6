"""RS383: roles for machines that no machine may take."""

from __future__ import annotations

from collections.abc import Iterator

from components.deploy_roles.variables import DeployRolesVariables
from model.finding import Problem

RULE = "RS383"


def nobody(variables: DeployRolesVariables) -> Iterator[Problem]:
    """A problem where neither Pulumi Cloud nor GitHub is trusted."""
    if variables.pulumi_cloud is None and variables.github is None:
        text = "no machine may take these roles: say who may by `pulumi_cloud` or `github`, or remove the instance"
        yield Problem(RULE, text, ("vars",))
