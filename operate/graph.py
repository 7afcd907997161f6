"""The order of stacks: which comes after which."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from graphlib import TopologicalSorter
from typing import TypeAlias

Graph: TypeAlias = Mapping[str, AbstractSet[str]]
"""The name of each stack with the names of those it comes after."""


def restrict(graph: Graph, names: Collection[str]) -> dict[str, frozenset[str]]:
    """The graph of ``names`` alone; what came after another only by way of a left-out stack still does."""
    kept = set(names)
    reached: dict[str, frozenset[str]] = {}
    for name in TopologicalSorter(graph).static_order():
        direct = graph.get(name, frozenset())
        behind = (frozenset((before,)) if before in kept else reached[before] for before in direct)
        reached[name] = frozenset().union(*behind)
    return {name: reached[name] for name in sorted(kept)}


def waves(graph: Graph) -> list[list[str]]:
    """The stacks in groups: a group may run at once when the groups before it are done."""
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    groups = []
    while sorter.is_active():
        group = sorter.get_ready()
        groups.append(sorted(group))
        sorter.done(*group)
    return groups


def reduced(graph: Graph) -> dict[str, frozenset[str]]:
    """The graph without the arrows that others imply, as a picture needs it."""
    behind: dict[str, frozenset[str]] = {}
    for name in TopologicalSorter(graph).static_order():
        direct = graph.get(name, frozenset())
        behind[name] = frozenset(direct).union(*(behind[before] for before in direct))
    return {
        name: frozenset(one for one in direct if not any(one in behind[other] for other in direct))
        for name, direct in sorted(graph.items())
    }
