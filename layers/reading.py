"""Nodes to plain values: Atmos's scalars, duplicate keys refused."""

from __future__ import annotations

from typing import Any

import yaml
from yaml import MappingNode, Node, ScalarNode

from layers.document import Document
from layers.nodes import QUOTED, compose
from layers.rule import Findings
from layers.rules import rs101_not_yaml, rs104_not_a_map
from layers.scalars import Scalar, looks_like_account_id, read_plain
from layers.surroundings import Surroundings

_plain: dict[str, Scalar] = {}
_keys: set[str] = set()
_NOTHING = object()


class _Unusual(Exception):
    """What the careful reader is for: a tag, a merge key, a duplicate key, a number that may be an id."""


def read_manifest(
    path: str,
    text: bytes,
    surroundings: Surroundings,
    findings: Findings,
    id: str = "",
    lines: tuple[int, ...] = (),
) -> Document:
    """The manifest that the text holds. What is wrong with it becomes a finding; it is then empty or partial."""
    document = Document(path, text, id)
    document.lines = lines
    value = read_value(document, surroundings, findings)
    if isinstance(value, dict):
        document.imports = value.pop("import", ())
        document.value = value
    elif value is not None:
        rs104_not_a_map.found(findings, document, value)
        document.broken = True
    return document


def read_value(document: Document, surroundings: Surroundings, findings: Findings) -> Any:
    """Whatever a document holds as plain data; None when it is empty or cannot be read."""
    try:
        root = compose(document.text)
        if root is None:
            return None
        try:
            return _value(root)
        except _Unusual:
            from layers.careful import CarefulReader  # most trees do without

            return CarefulReader(document, surroundings, findings, read_value).value(root)
    except (yaml.YAMLError, RecursionError) as error:
        rs101_not_yaml.found(findings, document, error)
        document.broken = True
        return None


def _value(node: Node) -> Any:
    kind = node.__class__
    if kind is ScalarNode:
        text = node.value
        if node.tag is None:
            return _plain[text] if text in _plain else _first_plain(text)
        if node.tag is QUOTED and text[:1] != "!":
            return text
        raise _Unusual
    if node.tag is not None:
        raise _Unusual
    if kind is MappingNode:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if key_node.__class__ is not ScalarNode or key in found:
                raise _Unusual
            if key_node.tag is not QUOTED and (key_node.tag is not None or key not in _keys):
                _check_key(key_node)
            found[key] = _value(value_node)
        return found
    return [_value(item) for item in node.value]


def _first_plain(text: str) -> Scalar:
    if looks_like_account_id(text):
        raise _Unusual
    value = _plain[text] = read_plain(text)
    return value


def _check_key(node: Node) -> None:
    key = node.value
    if node.tag is not None or key == "<<" or read_plain(key) != key:
        raise _Unusual
    _keys.add(key)
