"""RS382: stacks of other accounts could take the roles."""

from __future__ import annotations

from collections.abc import Iterator

from components.deploy_roles.variables import DeployRolesVariables
from model.finding import Problem

RULE = "RS382"


def other_accounts(variables: DeployRolesVariables) -> Iterator[Problem]:
    """A warning for each pattern that also fits stacks of other accounts."""
    given = variables.pulumi_cloud.stacks if variables.pulumi_cloud else None
    for index, pattern in enumerate(given or ()):
        if pattern != variables.account and not pattern.startswith(f"{variables.account}-"):
            text = (
                f"stacks '{pattern}' are not only those of account '{variables.account}': whoever may deploy another "
                f"account could change this one; write '{variables.account}' and '{variables.account}-*'"
            )
            yield Problem(RULE, text, ("vars", "pulumi_cloud", "stacks", index), severity="warning")
