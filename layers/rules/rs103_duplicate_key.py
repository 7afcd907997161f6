"""RS103: A key stands once in its map."""

from __future__ import annotations

from yaml import Node

from layers.document import Document
from layers.rule import Findings, Rule

RULE = Rule(
    "RS103",
    "A key stands once in its map",
    "Of two equal keys one would be lost without a word.",
    "Remove one of the two, or merge what they hold.",
)


def found(findings: Findings, document: Document, node: Node, key: str, first: Node) -> None:
    """Adds the finding for a key that its map has already."""
    line = first.start_mark.line + 1
    findings.add(RULE, document.place(node), f"key '{key}' is already defined in line {line}: remove one of the two")
