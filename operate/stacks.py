"""The Pulumi stacks of a configuration tree, as operations see them: names, order, and what an instance is made of."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable

from layers import Instance, Tree
from model.finding import suggestion
from operate.errors import NotConfigured
from operate.graph import Graph
from program.stacks import stack_plans

_ALWAYS = ("**::pulumi:providers:*::*", "**::rootstock:program:Keystone::*")
"""Providers, which everything needs, and the keystone: without it nothing that it holds on to would be deleted."""


def dependencies(tree: Tree) -> dict[str, frozenset[str]]:
    """Each Pulumi stack with the stacks that it comes after, by name."""
    return {str(name): frozenset(map(str, plan.upstreams)) for name, plan in stack_plans(tree).items()}


def known(graph: Graph, names: Iterable[str]) -> list[str]:
    """The names, each once, sorted; `plat-*` stands for all that it fits.

    Raises NotConfigured for one that the configuration does not make.
    """
    wanted: set[str] = set()
    for name in names:
        found = fnmatch.filter(graph, name)
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
    for stack, plan in stack_plans(tree).items():
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
