"""Variables whose references have become values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from model.finding import suggestion
from model.reference import Reference


def substituted(value: Any, resolve: Callable[[Reference], Any]) -> Any:
    """The same plain data with every reference replaced by what ``resolve`` answers for it."""
    if isinstance(value, Reference):
        return resolve(value)
    if isinstance(value, Mapping):
        return {key: substituted(item, resolve) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [substituted(item, resolve) for item in value]
    return value


def picked(exports: Any, reference: Reference) -> Any:
    """The value at the reference's path among exports. Raises LookupError naming the key that is not there."""
    value = exports
    for key in reference.path:
        value = entry(value, key, reference)
    return value


def entry(value: Any, key: str, reference: Reference) -> Any:
    """One step along the reference's path. Raises LookupError naming the key that is not there."""
    if not isinstance(value, Mapping) or key not in value:
        there = suggestion(key, map(str, value)) if isinstance(value, Mapping) else ""
        raise LookupError(f"'{reference}': no '{key}' among the exports{there or ' (there is nothing below it)'}")
    return value[key]
