"""RS112: Imports have no cycle."""

from __future__ import annotations

from collections.abc import Sequence

from layers.document import Document
from layers.rule import Findings, Rule
from model.finding import Path

RULE = Rule(
    "RS112",
    "Imports have no cycle",
    "A file that imports itself, through others or not, has no first layer.",
    "Remove one of the imports of the chain; move what both need into a file of its own.",
)


def found(findings: Findings, document: Document, path: Path, cycle: Sequence[str]) -> None:
    """Adds the finding for an import that closes a cycle. ``cycle`` names its files, the first one again at the end."""
    chain = " -> ".join(cycle)
    message = f"imports run in a circle: {chain}: remove one of them, or move what they share into a file of its own"
    findings.add(RULE, document.position(path), message)
