"""The policies of an organization as AWS would have them: catalogs are files beside the layered configuration."""

from __future__ import annotations

from typing import Any

from layers import Instance, Tree
from org.account.subject import Subject
from org.account.variables import AccountVariables
from program.references import references_in
from program.stacks import kind_of
from program.variables import validated

_KIND = "account"


def policies(tree: Tree, instance: Instance | None) -> Any:
    """Name, type, description and document of every policy that an instance makes; None for other kinds.

    Variables that do not validate, or hold references, have none: `validate` and the preview speak of those.
    """
    kind = kind_of(instance) if instance is not None and instance.component_type == "pulumi" else None
    if instance is None or kind is None or kind.name != _KIND or any(references_in(instance.vars)):
        return None
    variables, _ = validated(kind, instance)
    if not isinstance(variables, AccountVariables):
        return None
    found = Subject(variables, tree.root).policies
    return {key: (one.name, one.type, one.description, one.content) for key, one in found.by_key.items()}
