"""RS151: Settings have known keys."""

from __future__ import annotations

from collections.abc import Sequence

from layers.document import Document
from layers.rule import Findings, Rule
from model.finding import Path, suggestion

RULE = Rule(
    "RS151",
    "Settings have known keys",
    "A misspelt setting would silently have no effect.",
    "Correct the key.",
)


def found(findings: Findings, document: Document, path: Path, known: Sequence[str]) -> None:
    """Adds the finding for a key that rootstock.yaml does not know."""
    name = ".".join(map(str, path))
    hint = suggestion(str(path[-1]), known)
    findings.add(RULE, document.position(path), f"unknown setting '{name}'{hint}: correct or remove it")
