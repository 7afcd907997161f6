"""The reader for documents with tags, merge keys or mistakes: everything the quick one gives up on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from layers import tags
from layers.document import Document
from layers.nodes import QUOTED
from layers.rule import Findings
from layers.rules import rs103_duplicate_key, rs105_key, rs106_tag, rs107_account_id
from layers.scalars import key_text, looks_like_account_id, read_plain
from layers.surroundings import Surroundings

_STANDARD = "tag:yaml.org,2002:"
ReadValue = Callable[[Document, Surroundings, Findings], Any]


class CarefulReader:
    """Reads the nodes of one document. Nodes that aliases repeat are read once."""

    def __init__(self, document: Document, surroundings: Surroundings, findings: Findings, read: ReadValue) -> None:
        self.document = document
        self.surroundings = surroundings
        self.findings = findings
        self.read = read
        self._known: dict[int, Any] = {}

    def value(self, node: Node) -> Any:
        """The plain value of a node. Raises RecursionError for an alias inside itself."""
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        known = self._known.get(id(node))
        if known is None:
            known = self._tagged(node) if node.tag is not None else self.untagged(node)
            self._known[id(node)] = known
        return known

    def untagged(self, node: Node) -> Any:
        """The value of a node without regard to its tag."""
        if isinstance(node, MappingNode):
            return self._map(node)
        if isinstance(node, SequenceNode):
            return [self.value(item) for item in node.value]
        return node.value

    def _scalar(self, node: ScalarNode) -> Any:
        if node.tag is QUOTED:
            return tags.spelled(self, node) if node.value[:1] == "!" else node.value
        if node.tag is not None:
            return self._tagged(node)
        if looks_like_account_id(node.value):
            rs107_account_id.found(self.findings, self.document.place(node), node.value)
        return read_plain(node.value)

    def _tagged(self, node: Node) -> Any:
        tag: str = node.tag
        if not tag.startswith(_STANDARD):
            return tags.apply(self, node)
        kind = tag.removeprefix(_STANDARD)
        if kind in ("int", "float", "bool", "null") and isinstance(node, ScalarNode):
            return read_plain(node.value)
        if kind not in ("str", "map", "seq", "binary", "timestamp"):
            rs106_tag.unknown(self.findings, self.document.place(node), f"!!{kind}", tags.KNOWN)
        return self.untagged(node)

    def _map(self, node: MappingNode) -> dict[str, Any]:
        found: dict[str, Any] = {}
        merged: list[dict[str, Any]] = []
        first: dict[str, Node] = {}
        for key_node, value_node in node.value:
            if isinstance(key_node, ScalarNode) and key_node.value == "<<" and key_node.tag is None:
                merged.extend(self._merged(value_node))
                continue
            key = self._key(key_node)
            if key is None:
                continue
            if key in first:
                rs103_duplicate_key.found(self.findings, self.document, key_node, key, first[key])
                continue
            first[key] = key_node
            found[key] = self.value(value_node)
        for source in merged:
            found = source | found
        return found

    def _merged(self, node: Node) -> list[dict[str, Any]]:
        value = self.value(node)
        sources = value if isinstance(value, list) else [value]
        maps = [source for source in sources if isinstance(source, dict)]
        if len(maps) != len(sources):
            rs105_key.not_a_map(self.findings, self.document.place(node))
        return maps

    def _key(self, node: Node) -> str | None:
        if not isinstance(node, ScalarNode):
            rs105_key.not_text(self.findings, self.document.place(node))
            return None
        if node.tag is not None:
            return str(node.value)
        value = read_plain(node.value)
        if value is None:
            rs105_key.empty(self.findings, self.document.place(node))
            return None
        if looks_like_account_id(node.value):
            rs107_account_id.found(self.findings, self.document.place(node), node.value)
        return key_text(value)
