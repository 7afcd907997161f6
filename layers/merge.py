"""How two layers become one. Inputs are never changed and may be shared by the result."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from deepmerge import Merger

from layers.markers import Append

Map = dict[str, Any]
Merge = Callable[[Map, Map], Map]
_ABSENT = object()
_CONTAINERS = (dict, list, Append)


def _merge_maps(merger: Merger, path: list[Any], low: Map, high: Map) -> Map:
    if not low:
        return high
    if not high:
        return low
    merged = low.copy()
    for key, value in high.items():
        below = merged.get(key, _ABSENT)
        if type(value) in _CONTAINERS and type(below) in _CONTAINERS:
            merged[key] = merger.value_strategy(path, below, value)
        else:
            merged[key] = value
    return merged


def _replace(_merger: Merger, _path: list[Any], _low: list[Any], high: list[Any]) -> list[Any]:
    return high


def _append(_merger: Merger, _path: list[Any], low: list[Any], high: list[Any]) -> list[Any]:
    return [*low, *high]


def _merge_by_index(merger: Merger, path: list[Any], low: list[Any], high: list[Any]) -> list[Any]:
    """Maps merge, the later list or map wins over a scalar, of two scalars the earlier stays (as Atmos does)."""
    shared = [_merge_items(merger, path, below, value) for below, value in zip(low, high, strict=False)]
    return [*shared, *low[len(shared) :], *high[len(shared) :]]


def _merge_items(merger: Merger, path: list[Any], below: Any, value: Any) -> Any:
    if type(below) is dict and type(value) is dict:
        return merger.value_strategy(path, below, value)
    if type(value) in _CONTAINERS or type(below) in _CONTAINERS:
        return value
    return below


def _append_on_conflict(_merger: Merger, _path: list[Any], low: Any, high: Any) -> Any:
    if isinstance(high, Append) and isinstance(low, list):
        return [*low, *high.items]
    return high


def _append_twice(_merger: Merger, _path: list[Any], low: Append, high: Append) -> Append:
    return Append([*low.items, *high.items])


LIST_STRATEGIES = {"replace": _replace, "append": _append, "merge": _merge_by_index}
"""What becomes of a list below another list, by the name used in `settings.list_merge_strategy`."""


@cache
def merging(list_strategy: str) -> Merge:
    """The merge of two maps under a list strategy (a key of ``LIST_STRATEGIES``).

    >>> merging("replace")({"a": {"x": 1}, "l": [1]}, {"a": {"y": 2}, "l": [2]})
    {'a': {'x': 1, 'y': 2}, 'l': [2]}
    """
    merger = Merger(
        [(dict, _merge_maps), (list, LIST_STRATEGIES[list_strategy]), (Append, _append_twice)],
        ["override"],
        [_append_on_conflict],
    )
    # PROVIDED_TYPE_STRATEGIES wraps maps and lists in strategy lists; merging starts at the map strategy itself.
    return lambda low, high: _merge_maps(merger, [], low, high)


def fold(merge: Merge, layers: Iterable[Map | None]) -> Map:
    """All layers as one, weakest first; None is no layer.

    >>> fold(merging("replace"), [{"a": 1}, None, {"a": 2}])
    {'a': 2}
    """
    merged: Map = {}
    for layer in layers:
        if layer:
            merged = merge(merged, layer)
    return merged
