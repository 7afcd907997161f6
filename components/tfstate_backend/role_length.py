"""Access roles with a document that is longer than IAM takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from components.tfstate_backend.access import AccessRole
from components.tfstate_backend.variables import TfstateBackendVariables
from model.finding import Problem


def too_long(
    rule: str,
    variables: TfstateBackendVariables,
    limit: str,
    document: tuple[str, Callable[[AccessRole], str]],
    remedy: str,
) -> Iterator[Problem]:
    """A problem for each role whose document is over the limit. ``document`` is what it is called, and its text."""
    called, written = document
    most = variables.known_limits.of(limit)
    for key, role in variables.roles.items():
        size = len(written(role))
        if size > most:
            text = f"the {called} of access role '{key}' would have {size} characters; IAM takes {most}: {remedy}"
            yield Problem(rule, text, ("vars", "access_roles", key))
