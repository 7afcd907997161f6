"""RS120: Sections have their type."""

from __future__ import annotations

from layers.document import Document
from layers.rule import Findings, Rule
from model.finding import Path

RULE = Rule(
    "RS120",
    "Sections have their type",
    "A section that is null or of another type than its kind fails in Atmos and would silently lose values.",
    "Write the section as it must be, or remove its key.",
)


def found(findings: Findings, document: Document, path: Path, value: object, wanted: str = "map") -> None:
    """Adds the finding for a section of the wrong type."""
    kind = "null" if value is None else _KINDS.get(type(value), "scalar")
    name = ".".join(map(str, path))
    message = f"section {name} is {kind}, not a {wanted}: write a {wanted} or remove the key"
    findings.add(RULE, document.position(path), message)


_KINDS: dict[type, str] = {list: "a list", dict: "a map", str: "a text", bool: "a boolean", int: "a number"}
