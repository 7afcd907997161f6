"""Values that remember where they were written: the mirror of `merge` for one instance, when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from layers.document import Document
from layers.layered import Layered
from layers.markers import UNSET, Append
from layers.nodes import find
from model.finding import Path


class Written(NamedTuple):
    """A value as one file has it: the node of its key (None for list items), its own node, and the layer's level."""

    document: Document
    key: Node | None
    node: Node | None
    value: Any
    level: str


class Traced(NamedTuple):
    """A merged value: a dict or list of traced values, or a leaf; ``history`` is what was written, winner first."""

    value: Any
    history: tuple[Written, ...]


def written(document: Document, path: Path, level: str) -> Traced | None:
    """What a document itself holds at a path."""
    value: Any = document.value
    for step in path:
        if not isinstance(value, dict) or step not in value:
            return None
        value = value[step]
    key, node, depth = find(document.root, path)
    return _trace(document, value, key, node if depth == len(path) else None, level)


def imported(layered: Layered, path: Path, level: str) -> Traced | None:
    """What a document and its imports hold at a path."""
    parts = [imported(layer, path, level) for layer in layered.imports]
    return merged(layered.combine.strategy, [*parts, written(layered.document, path, level)])


def merged(strategy: str, parts: Iterable[Traced | None]) -> Traced | None:
    """All parts as one, weakest first, as ``merge.fold`` does it."""
    result: Traced | None = None
    for part in parts:
        if part is not None:
            result = part if result is None else _merge(strategy, result, part)
    return result


def settled(traced: Traced) -> Traced:
    """The value without the markers of `!append` and `!unset`."""
    value = traced.value
    if isinstance(value, dict):
        kept = {key: settled(item) for key, item in value.items() if item.value is not UNSET}
        return Traced(kept, traced.history)
    if isinstance(value, Append):
        return Traced([settled(item) for item in value.items], traced.history)
    if isinstance(value, list):
        return Traced([settled(item) for item in value if item.value is not UNSET], traced.history)
    return traced


def plain(traced: Traced) -> Any:
    """The value as ``merge`` would have it."""
    if isinstance(traced.value, dict):
        return {key: plain(item) for key, item in traced.value.items()}
    if isinstance(traced.value, list):
        return [plain(item) for item in traced.value]
    return traced.value


def _trace(document: Document, value: Any, key: Node | None, node: Node | None, level: str) -> Traced:
    inside: Any = value
    if isinstance(value, dict):
        places = _keys(node)
        inside = {name: _trace(document, item, *places.get(name, (key, node)), level) for name, item in value.items()}
    elif isinstance(value, (list, Append)):
        items = value.items if isinstance(value, Append) else value
        nodes = node.value if isinstance(node, SequenceNode) else [node] * len(items)
        traced = [_trace(document, item, None, place, level) for item, place in zip(items, nodes, strict=False)]
        inside = Append(traced) if isinstance(value, Append) else traced
    return Traced(inside, (Written(document, key, node, value, level),))


def _keys(node: Node | None) -> dict[str, tuple[Node, Node]]:
    found: dict[str, tuple[Node, Node]] = {}
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and not (key.value == "<<" and key.tag is None):
                found.setdefault(key.value, (key, value))
            else:
                sources = value.value if isinstance(value, SequenceNode) else [value]
                for source in sources:
                    for name, place in _keys(source).items():
                        found.setdefault(name, place)
    return found


def _merge(strategy: str, low: Traced, high: Traced) -> Traced:
    history = high.history + low.history
    below, value = low.value, high.value
    if isinstance(below, dict) and isinstance(value, dict):
        both = dict(below)
        for key, item in value.items():
            both[key] = _merge(strategy, both[key], item) if key in both else item
        return Traced(both, history)
    if isinstance(value, Append) and isinstance(below, (Append, list)):
        items = below.items if isinstance(below, Append) else below
        return Traced([*items, *value.items] if items is below else Append([*items, *value.items]), history)
    if isinstance(below, list) and isinstance(value, list) and strategy != "replace":
        if strategy == "append":
            return Traced([*below, *value], history)
        shared = [_merge_items(strategy, *pair) for pair in zip(below, value, strict=False)]
        return Traced([*shared, *below[len(shared) :], *value[len(shared) :]], history)
    return Traced(value, history)


def _merge_items(strategy: str, low: Traced, high: Traced) -> Traced:
    containers = (dict, list, Append)
    if isinstance(low.value, containers) or isinstance(high.value, containers):
        if isinstance(low.value, dict) and isinstance(high.value, dict):
            return _merge(strategy, low, high)
        return Traced(high.value, high.history + low.history)
    return Traced(low.value, low.history + high.history)
