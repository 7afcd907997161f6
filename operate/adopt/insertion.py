"""Writes new entries into YAML that people edit: every line that is there stays as it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import yaml

from layers.yaml_text import to_yaml
from operate.adopt.text import lines_of
from operate.errors import OperateError


def inserted(text: str, address: Sequence[str], entries: dict[str, Any]) -> str:
    """The text with the entries added to the map at ``address``, which is made where it is missing.

    A list at that address is Cloud Posse's list of things with a name: the entries become items. Raises OperateError
    where the address leads through something else.
    """
    node, found, missing = _deepest(text, address)
    for key in reversed(missing):
        entries = {key: entries}
    if isinstance(node, yaml.SequenceNode) and not missing:
        items = [{"name": key, **value} for key, value in entries.items()]
        return _into_list(text, node, items)
    if not _is_map(node):
        raise OperateError(f"'{'.'.join(found)}' is neither a map nor a list: write {json.dumps(entries)} there")
    return _into_map(text, node, entries)


def appended(text: str, address: Sequence[str], items: Sequence[str]) -> str:
    """The text with items added to the list at ``address``, which is made where it is missing."""
    node, found, missing = _deepest(text, address)
    if not missing and isinstance(node, yaml.SequenceNode):
        return _into_list(text, node, items)
    if not missing and not _is_empty(node):
        raise OperateError(f"'{'.'.join(found)}' is no list: write {json.dumps(list(items))} there")
    value: Any = list(items)
    if not missing:  # an empty list, or nothing after the colon
        return _replaced(text, node, json.dumps(value))
    for key in reversed(missing[1:]):
        value = {key: value}
    return inserted(text, address[: len(address) - len(missing)], {missing[0]: value})


def _deepest(text: str, address: Sequence[str]) -> tuple[yaml.Node, list[str], list[str]]:
    """The node furthest down the address, the keys that led there, and those that are missing."""
    node: yaml.Node = yaml.compose(text, Loader=yaml.SafeLoader) or yaml.MappingNode("", [])
    found: list[str] = []
    for at, key in enumerate(address):
        below = _child(node, key)
        if below is None:
            return node, found, list(address[at:])
        node = below
        found.append(key)
    return node, found, []


def _child(node: yaml.Node, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
        return next((value for name, value in pairs if name.value == key), None)
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            name = _child(item, "name") if isinstance(item, yaml.MappingNode) else None
            if name is not None and name.value == key:
                found: yaml.Node = item
                return found
    return None


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value in ("", "null", "~")


def _is_map(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) or _is_empty(node)


def _into_map(text: str, node: yaml.Node, entries: dict[str, Any]) -> str:
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        indent = " " * node.value[0][0].start_mark.column
        return _after(text, node, [f"{indent}{line}" for line in lines_of(entries)])
    if isinstance(node, yaml.MappingNode) and node.value:
        end = node.end_mark.index - 1
        return f"{text[:end].rstrip()}, {_flow(entries)[1:-1]}{text[end:]}"
    # `accounts:` with nothing in it, or `accounts: {}`
    head = text.rfind("\n", 0, node.start_mark.index) + 1
    line = text[head : node.start_mark.index]
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    block = "\n".join(f"{indent}{line}" for line in lines_of(entries))
    return f"{text[: node.start_mark.index].rstrip()}\n{block}{text[node.end_mark.index :]}"


def _into_list(text: str, node: yaml.SequenceNode, items: Sequence[Any]) -> str:
    if node.flow_style:
        end = node.end_mark.index - 1
        between = ", " if node.value else ""
        plain = all(isinstance(one, str) for one in items)
        new = ", ".join(map(_scalar, items)) if plain else _flow(list(items))[1:-1]
        return f"{text[:end].rstrip()}{between}{new}{text[end:]}"
    indent = " " * node.start_mark.column
    return _after(text, node, [f"{indent}{line}" for line in to_yaml(list(items)).splitlines()])


def _after(text: str, node: yaml.Node, new: list[str]) -> str:
    """The new lines after the last line of the block; what follows, comments too, belongs to what comes next."""
    lines = text.splitlines()
    end = _last(node).end_mark
    at = end.line + (1 if end.column else 0)
    return "\n".join([*lines[:at], *new, *lines[at:]]) + "\n"


def _last(node: yaml.Node) -> yaml.Node:
    while node.value and isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _replaced(text: str, node: yaml.Node, value: str) -> str:
    between = "" if text[: node.start_mark.index].endswith((" ", "\n")) else " "
    return f"{text[: node.start_mark.index]}{between}{value}{text[node.end_mark.index :]}"


def _scalar(value: str) -> str:
    return to_yaml(value).rstrip("\n")


def _flow(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
