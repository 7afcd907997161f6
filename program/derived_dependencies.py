"""What an instance stands on without saying so: what its kind's variables name, and the account map."""

from __future__ import annotations

from collections.abc import Iterator

from layers import Instance, Tree
from program.management import management_account, map_instance
from program.references import upstreams
from program.stacks import InstanceKey, key_of, kind_of


def derived_dependencies(tree: Tree, instance: Instance) -> Iterator[InstanceKey]:
    """The instances that an instance of a deployed kind stands on, by config stack and name."""
    kind = kind_of(instance)
    if kind is None:
        return
    for upstream in upstreams(tree, kind, instance):
        yield upstream.reference.config_stack or instance.config_stack, upstream.reference.instance
    account_map = map_instance(tree)
    if account_map is not None and instance.stack.account != management_account(tree):
        yield key_of(account_map)
