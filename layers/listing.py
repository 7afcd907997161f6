"""One component across all stacks: the matrix of its values that `list values` prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from layers.tree import Tree


@dataclass(frozen=True)
class ValueRow:
    """A key of a component, with its value in each stack that has one; ``differs`` where stacks do not agree.

    >>> ValueRow("enabled", {"core-gbl-root": True, "plat-gbl-dev": False}, differs=True).values["plat-gbl-dev"]
    False
    """

    key: str
    values: dict[str, Any]
    differs: bool


def list_values(tree: Tree, component: str, section: str = "vars") -> list[ValueRow]:
    """Keys of a component by dotted path, in order of first appearance, over all config stacks.

    Abstract instances are left out. A key that a stack lacks counts as a difference.

    >>> from layers import load
    >>> from pathlib import Path
    >>> [row.key for row in list_values(load(Path("tests/layers/good/levels")), "account-settings")][:2]
    ['tenant', 'environment']
    """
    columns: dict[str, dict[str, Any]] = {}
    for name, stack in tree.stacks.items():
        for instances in stack.instances.values():
            instance = instances.get(component)
            if instance and not instance.abstract:
                columns[name] = dict(_flat(instance.sections.get(section), ""))
    keys = dict.fromkeys(key for column in columns.values() for key in column)
    return [_row(key, columns) for key in keys]


def _row(key: str, columns: dict[str, dict[str, Any]]) -> ValueRow:
    values = {stack: column[key] for stack, column in columns.items() if key in column}
    found = list(values.values())
    differs = len(values) < len(columns) or any(value != found[0] for value in found)
    return ValueRow(key, values, differs)


def _flat(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from _flat(item, f"{path}.{key}" if path else key)
    elif path:
        yield path, value
