"""The management account of a tree, and the account map that every other stack reads."""

from __future__ import annotations

from collections.abc import Mapping

from layers import Instance, Tree


def management_account(tree: Tree) -> str | None:
    """The name ``{tenant}-{stage}`` of the management account: the one that the account map is configured in."""
    found = map_instance(tree) or account_instance(tree)
    return found.stack.account if found else None


def management_account_id(tree: Tree) -> str | None:
    """The id of the management account where the tree says it: ``organization_config.root_account.account_id``."""
    found = account_instance(tree)
    config = found.vars.get("organization_config") if found else None
    root = config.get("root_account") if isinstance(config, Mapping) else None
    account_id = root.get("account_id") if isinstance(root, Mapping) else None
    return account_id if isinstance(account_id, str) else None


def map_instance(tree: Tree) -> Instance | None:
    """The instance that exports the account map, None where the tree configures none."""
    location = tree.settings.account_map
    return next((one for one in tree.instances_of(location.stack) if one.name == location.component), None)


def account_instance(tree: Tree) -> Instance | None:
    """The instance of the organization tree, None where the tree configures none."""
    return next((i for i in tree.instances() if i.kind == "account"), None)
