"""The organization that a tree configures."""

from __future__ import annotations

from layers import Instance, Tree
from operate.errors import OperateError
from org.account.subject import Subject
from org.account.variables import AccountVariables
from program.management import account_instance
from program.references import references_in
from program.stacks import kind_of
from program.variables import validated

_KIND = "account"


def organization_of(tree: Tree) -> Subject:
    """The tree's organization. Raises OperateError where it configures none, or none that can be read without a run."""
    instance = account_instance(tree)
    if instance is None:
        raise OperateError("the configuration has no instance of the kind 'account', so no organization to look at")
    found = subject_of(tree, instance)
    if found is None:
        raise OperateError(f"the organization in '{instance.config_stack}' does not validate, or holds references")
    return found


def subject_of(tree: Tree, instance: Instance) -> Subject | None:
    """The organization that an instance of the kind `account` configures; None for other kinds.

    Variables that do not validate, or hold references, make none: `validate` and the preview speak of those.
    """
    kind = kind_of(instance) if instance.component_type == "pulumi" else None
    if kind is None or kind.name != _KIND or any(references_in(instance.vars)):
        return None
    variables, _ = validated(kind, instance)
    return Subject(variables, tree.root) if isinstance(variables, AccountVariables) else None
