"""RS171: Locals do not refer to each other in a circle."""

from __future__ import annotations

from collections.abc import Sequence

from layers.document import Document
from layers.rule import Findings, Rule
from model.finding import Path

RULE = Rule(
    "RS171",
    "Locals do not refer to each other in a circle",
    "None of them would have a value.",
    "Write one of the values out.",
)


def found(findings: Findings, document: Document, path: Path, cycle: Sequence[str]) -> None:
    """Adds the finding for locals that need each other; the first one stands again at the end."""
    chain = " -> ".join(cycle)
    findings.add(RULE, document.position(path), f"locals refer to each other: {chain}: write one of the values out")
