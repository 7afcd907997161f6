"""Access roles with a document that is longer than IAM takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from components.tfstate_backend.access import AccessRole
from components.tfstate_backend.variables import TfstateBackendVariables


def too_long(
    variables: TfstateBackendVariables, limit: str, document: Callable[[AccessRole], str]
) -> Iterator[tuple[str, int, int]]:
    """The key of each role whose document is over the limit, the characters that it has, and those that IAM takes."""
    most = variables.known_limits.of(limit)
    for key, role in variables.roles.items():
        size = len(document(role))
        if size > most:
            yield key, size, most
