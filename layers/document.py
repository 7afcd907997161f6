"""One manifest as it stands in its file: plain values, and the place of each."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import yaml
from yaml import Node

from layers import paths
from layers.nodes import compose, find
from model.finding import Path, Position


class Document:
    """A file's own content, before anything is imported.

    ``id`` is the manifest id; ``value`` holds its sections without `import`, and ``imports`` that section as written.
    A ``broken`` document could not be read and is empty; a ``marked`` one holds `!append` or `!unset`; ``included``
    are the files that its tags looked for. Where the text is that of an executed template, ``lines`` has the template's
    line for each of its lines.
    """

    def __init__(self, path: str, text: bytes, id: str = "") -> None:
        self.path = path
        self.id = id or path
        self.text = text
        self.value: dict[str, Any] = {}
        self.imports: Any = ()
        self.broken = False
        self.marked = False
        self.included: dict[str, None] = {}
        self.lines: tuple[int, ...] = ()

    @cached_property
    def display(self) -> str:
        """The file as a user would type it."""
        return paths.display(self.path)

    @property
    def folder(self) -> str:
        """The absolute folder that the file stands in."""
        return self.path.rpartition("/")[0]

    @cached_property
    def root(self) -> Node | None:
        """The composed text; None when there is none or it is not YAML."""
        try:
            return compose(self.text)
        except (yaml.YAMLError, RecursionError):
            return None

    def at(self, path: Path) -> Any:
        """The plain value at a path of keys, None where there is nothing."""
        value: Any = self.value
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def node(self, path: Path) -> Node | None:
        """The node at a path, None where there is nothing."""
        _, node, depth = find(self.root, path)
        return node if depth == len(path) else None

    def position(self, path: Path) -> Position:
        """The place of the entry at a path (its key, or the list item), else of the closest entry above it."""
        key, node, _ = find(self.root, path)
        return self.place(key or node)

    def place(self, node: Node | None) -> Position:
        """The place where a node of this document begins."""
        if node is None:
            return Position(self.display)
        line = node.start_mark.line
        if self.lines:
            return Position(self.display, self.lines[min(line, len(self.lines) - 1)])
        return Position(self.display, line + 1, node.start_mark.column + 1)
