"""RS385: a limit that is overridden and does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from components.deploy_roles.variables import DeployRolesVariables
from model.finding import Problem, suggestion

RULE = "RS385"
_ASKED = ("role_name_length", "role_trust_policy_size")


def known_limits(variables: DeployRolesVariables) -> Iterator[Problem]:
    """A problem for each limit that no rule here asks for."""
    for name in variables.limits:
        if name not in _ASKED:
            yield Problem(RULE, f"no limit '{name}' here{suggestion(name, _ASKED)}", ("vars", "limits", name))
