"""Functions of templates on lists and maps. They change nothing but return something new, except ``set``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from layers.merge import fold, merging


def _dict(*pairs: Any) -> dict[str, Any]:
    return {str(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=False)}


def _set(target: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    target[key] = value
    return target


def _merge(*maps: Any) -> dict[str, Any]:
    """Sprig's order: the first map wins."""
    return fold(merging("replace"), reversed(maps))


def _overwrite(*maps: Any) -> dict[str, Any]:
    return fold(merging("replace"), maps)


def _dig(*arguments: Any) -> Any:
    *steps, fallback, value = arguments
    for step in steps:
        if not isinstance(value, Mapping) or step not in value:
            return fallback
        value = value[step]
    return value


def _unique(values: list[Any]) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found


def _until(*numbers: int) -> list[int]:
    return list(range(*numbers))[:100_000]


def _has(value: Any, container: Any) -> bool:
    return value in (container or ())


COLLECTIONS: Mapping[str, Callable[..., Any]] = {
    "append": lambda values, value: [*values, value],
    "compact": lambda values: [value for value in values if value],
    "concat": lambda *lists: [value for values in lists for value in values],
    "dict": _dict,
    "dig": _dig,
    "first": lambda values: values[0] if values else None,
    "get": lambda container, key: container.get(key, ""),
    "has": _has,
    "hasKey": lambda container, key: key in container,
    "initial": lambda values: values[:-1],
    "keys": lambda *maps: [key for one in maps for key in sorted(one)],
    "last": lambda values: values[-1] if values else None,
    "list": lambda *values: list(values),
    "merge": _merge,
    "mergeOverwrite": _overwrite,
    "omit": lambda container, *keys: {key: value for key, value in container.items() if key not in keys},
    "pick": lambda container, *keys: {key: value for key, value in container.items() if key in keys},
    "pluck": lambda key, *maps: [one[key] for one in maps if key in one],
    "prepend": lambda values, value: [value, *values],
    "rest": lambda values: values[1:],
    "reverse": lambda values: values[::-1],
    "seq": lambda start, end: list(range(start, end + 1))[:100_000],
    "set": _set,
    "slice": lambda values, start=0, end=None: values[start:end],
    "sortAlpha": lambda values: sorted(map(str, values)),
    "tuple": lambda *values: list(values),
    "uniq": _unique,
    "until": _until,
    "untilStep": _until,
    "unset": lambda container, key: {name: value for name, value in container.items() if name != key},
    "values": lambda *maps: [one[key] for one in maps for key in sorted(one)],
    "without": lambda values, *unwanted: [value for value in values if value not in unwanted],
}
"""Functions by their names in Sprig and Gomplate."""
