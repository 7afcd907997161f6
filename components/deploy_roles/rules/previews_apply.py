"""RS384: previews could change the account."""

from __future__ import annotations

from collections.abc import Iterator

from components.deploy_roles.variables import DeployRolesVariables
from model.finding import Problem

RULE = "RS384"
_READING = frozenset(("detect-drift", "preview", "refresh"))


def previews_apply(variables: DeployRolesVariables) -> Iterator[Problem]:
    """A problem for each reading operation that may take the apply role: a pull request runs previews."""
    for index, operation in enumerate(variables.pulumi_cloud.apply_operations if variables.pulumi_cloud else ()):
        if operation in _READING:
            text = f"'{operation}' may take the role that changes the account: whoever opens a pull request could; "
            path = ("vars", "pulumi_cloud", "apply_operations", index)
            yield Problem(RULE, f"{text}move it to `plan_operations`", path)
