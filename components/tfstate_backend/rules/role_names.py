"""RS362: an access role whose name IAM would refuse."""

from __future__ import annotations

from collections.abc import Iterator

from components.tfstate_backend.variables import TfstateBackendVariables
from model.finding import Problem

RULE = "RS362"


def role_names(variables: TfstateBackendVariables) -> Iterator[Problem]:
    """A problem for each name that is too long, and for two roles of one name."""
    most = variables.known_limits.of("role_name_length")
    seen: dict[str, str] = {}
    for key in variables.roles:
        name, path = variables.role_context(key).id, ("vars", "access_roles", key)
        if len(name) > most:
            text = f"access role '{key}' would be called '{name}', {len(name)} characters; IAM takes {most}: shorten it"
            yield Problem(RULE, text, path)
        if name in seen:
            text = f"access roles '{seen[name]}' and '{key}' would both be called '{name}': rename one"
            yield Problem(RULE, text, path)
        seen[name] = key
