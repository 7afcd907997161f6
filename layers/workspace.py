"""The name of a Terraform workspace, as Atmos forms it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Map = Mapping[str, Any]
_LABELS = ("namespace", "tenant", "environment", "region", "stage")


def workspace(stack: str, name: str, kind: str, own: Map, metadata: Map, variables: Map) -> str:
    """The workspace of an instance: what its own metadata says, else a base's, else its stack.

    A pattern goes before a name beside it. An instance of another kind than its name has that after its stack.

    >>> workspace("core-gbl-root", "one", "vpc", {}, {}, {})
    'core-gbl-root-one'
    """
    found = next(filter(None, (_said(part, name, kind, variables) for part in (own, metadata))), None)
    return (found or (stack if kind == name else f"{stack}-{name}")).replace("/", "-")


def _said(metadata: Map, name: str, kind: str, variables: Map) -> str | None:
    explicit, pattern = metadata.get("terraform_workspace"), metadata.get("terraform_workspace_pattern")
    if not isinstance(pattern, str):
        return explicit if isinstance(explicit, str) else None
    for label in _LABELS:
        pattern = pattern.replace(f"{{{label}}}", str(variables.get(label, "")))
    return pattern.replace("{component}", name).replace("{base-component}", kind)
