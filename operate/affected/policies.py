"""The policies of an organization as AWS would have them: catalogs are files beside the layered configuration."""

from __future__ import annotations

from typing import Any

from layers import Instance, Tree
from operate.organization import subject_of


def policies(tree: Tree, instance: Instance | None) -> Any:
    """Name, type, description and document of every policy that an instance makes; None for other kinds."""
    subject = subject_of(tree, instance) if instance is not None else None
    if subject is None:
        return None
    found = subject.policies.by_key
    return {key: (one.name, one.type, one.description, one.content) for key, one in found.items()}
