"""The Pulumi stacks of a configuration tree, as operations see them: names, order, and what an instance is made of."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping

from layers import Instance, Tree
from model.finding import suggestion
from operate.errors import NotConfigured
from operate.graph import Graph
from program.retired_accounts import Retired, retired_accounts
from program.stacks import stack_plans

_ALWAYS = ("**::pulumi:providers:*::*", "**::rootstock:program:Keystone::*")
"""Providers, which everything needs, and the keystone: without it nothing that it holds on to would be deleted."""


def dependencies(tree: Tree) -> dict[str, frozenset[str]]:
    """Each Pulumi stack with the stacks that it comes after, by name; none of a suspended or closed account."""
    left_out = retired_stacks(tree).keys()
    return {
        str(name): frozenset(map(str, plan.upstreams)) - left_out
        for name, plan in stack_plans(tree).items()
        if str(name) not in left_out
    }


def retired_stacks(tree: Tree) -> dict[str, Retired]:
    """The stacks of suspended accounts, and of closed ones: they are configured and not deployed."""
    retired = retired_accounts(tree)
    return {str(name): retired[name.account] for name in stack_plans(tree) if name.account in retired}


def known(graph: Graph, names: Iterable[str], retired: Mapping[str, Retired] | None = None) -> list[str]:
    """The names, each once, sorted; `plat-*` stands for all that it fits.

    Raises NotConfigured for one that the configuration does not make, or that is not deployed because its account is
    retired.
    """
    wanted: set[str] = set()
    for name in names:
        found = fnmatch.filter(graph, name)
        if not found and retired and name in retired:
            raise NotConfigured(f"stack '{name}' is not deployed: {retired[name]}")
        if not found:
            raise NotConfigured(f"no stack '{name}' in the configuration{suggestion(name, graph)}")
        wanted.update(found)
    return sorted(wanted)


def targets(tree: Tree, instance: str) -> dict[str, tuple[str, ...]]:
    """The stacks that hold an instance of that name, each with URN patterns of the resources it is made of.

    Raises NotConfigured when there is no such instance.
    """
    found: dict[str, tuple[str, ...]] = {}
    names: set[str] = set()
    left_out = retired_stacks(tree)
    for stack, plan in stack_plans(tree).items():
        if str(stack) in left_out:
            continue
        names.update(one.name for one in plan.instances)
        patterns = [pattern for one in plan.instances if one.name == instance for pattern in _patterns(one)]
        if patterns:
            found[str(stack)] = (*_ALWAYS, *patterns)
    if not found:
        raise NotConfigured(f"no instance '{instance}' in the configuration{suggestion(instance, names)}")
    return found


def _patterns(instance: Instance) -> tuple[str, str]:
    """The component resource, and its children: their names start with its name."""
    component = "-".join(filter(None, (instance.name, instance.vars.get("environment"))))
    return f"**::{component}", f"**::{component}-*"
