"""YAML text to nodes with marks, through libyaml, without PyYAML's own reading of scalars."""

from __future__ import annotations

from typing import Any

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode
from yaml._yaml import CParser

from model.finding import Path

QUOTED = "quoted"
"""The tag of an untagged scalar that is quoted or a block, so text whatever it looks like. A plain one has none."""


class _Parser(CParser):
    """Composes nodes whose tag is None (plain scalar, map, list), ``QUOTED`` or what the author wrote."""

    def resolve(self, kind: type[Node], _value: str | None, implicit: Any) -> str | None:
        return QUOTED if kind is ScalarNode and not implicit[0] else None

    def descend_resolver(self, _parent: Node, _index: Any) -> None:
        """Nothing: values are read when they are needed."""

    def ascend_resolver(self) -> None:
        """Nothing: values are read when they are needed."""


def compose(text: bytes) -> Node | None:
    """The root node of the first document, None for empty text. Raises yaml.YAMLError.

    >>> compose(b"a: 1").value[0][1].value
    '1'
    """
    parser = _Parser(text)
    try:
        return parser.get_node() if parser.check_node() else None
    finally:
        parser.dispose()


def find(root: Node | None, path: Path) -> tuple[Node | None, Node | None, int]:
    """Key node (None for list items and the root), value node and depth of the deepest part of ``path`` that exists."""
    key: Node | None = None
    node = root
    for depth, step in enumerate(path):
        found = _child(node, step)
        if found is None:
            return key, node, depth
        key, node = found
    return key, node, len(path)


def _child(node: Node | None, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        merged: list[Node] = []
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                if key.value == step:
                    return key, value
                if key.value == "<<" and key.tag is None:
                    merged.append(value)
        for source in merged:
            for candidate in source.value if isinstance(source, SequenceNode) else [source]:
                found = _child(candidate, step)
                if found:
                    return found
    elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def problem_of(error: yaml.YAMLError) -> tuple[str, int, int]:
    """What a YAML error says, with line and column counted from 1."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    parts = (getattr(error, "context", None), getattr(error, "problem", None), getattr(error, "reason", None))
    text = ", ".join(str(part) for part in parts if part) or "cannot be read"
    return text, (mark.line + 1 if mark else 1), (mark.column + 1 if mark else 1)
