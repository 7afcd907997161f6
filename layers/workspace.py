"""The name of a Terraform workspace, as Atmos forms it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_LABELS = ("namespace", "tenant", "environment", "region", "stage")


def workspace(stack: str, name: str, kind: str, metadata: Mapping[str, Any], variables: Mapping[str, Any]) -> str:
    """The workspace of an instance: what its metadata says, else its stack, with its name when it has another kind.

    >>> workspace("core-gbl-root", "one", "vpc", {}, {})
    'core-gbl-root-one'
    """
    explicit, pattern = metadata.get("terraform_workspace"), metadata.get("terraform_workspace_pattern")
    if isinstance(explicit, str):
        return explicit
    if isinstance(pattern, str):
        for label in _LABELS:
            pattern = pattern.replace(f"{{{label}}}", str(variables.get(label, "")))
        return pattern.replace("{component}", name.replace("/", "-")).replace("{base-component}", kind)
    return (stack if kind == name else f"{stack}-{name}").replace("/", "-")
