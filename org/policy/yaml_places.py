"""YAML files read together with the place of every value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

import yaml

from model.finding import Path, Position

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Places:
    """Where the values of one file stand."""

    by_path: Mapping[Path, Position]

    def of(self, path: Path) -> Position:
        """The place of a value, or of the closest one around it."""
        while path not in self.by_path:
            path = path[:-1]
        return self.by_path[path]


def read_with_places(file: File, name: str) -> tuple[Any, Places]:
    """The file's content and its places; a map's entry stands where its key does. Raises yaml.YAMLError, OSError."""
    loader = _Loader(file.read_text(encoding="utf-8"))
    try:
        node = loader.get_single_node()
        by_path: dict[Path, Position] = {(): Position(name)}
        if node is None:
            return None, Places(by_path)
        _collect(node, (), name, by_path)
        return loader.construct_document(node), Places(by_path)
    finally:
        loader.dispose()


def _collect(node: yaml.Node, path: Path, name: str, into: dict[Path, Position]) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, key.value)
            if here in into:
                raise yaml.constructor.ConstructorError(None, None, f"duplicate key '{key.value}'", key.start_mark)
            into[here] = _position(key, name)
            _collect(value, here, name, into)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            into[(*path, index)] = _position(item, name)
            _collect(item, (*path, index), name, into)


def _position(node: yaml.Node, name: str) -> Position:
    return Position(name, node.start_mark.line + 1, node.start_mark.column + 1)
