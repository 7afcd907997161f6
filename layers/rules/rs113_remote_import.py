"""RS113: Imports are files of this tree."""

from __future__ import annotations

from layers.document import Document
from layers.rule import Findings, Rule
from model.finding import Path

RULE = Rule(
    "RS113",
    "Imports are files of this tree",
    "What a run depends on must be in the repository, reviewed and versioned.",
    "Copy the file into the tree and import it from there.",
)


def found(findings: Findings, document: Document, path: Path, target: str) -> None:
    """Adds the finding for an import from another host or repository."""
    message = f"remote import '{target}' is not fetched: copy the file into this tree and import it from there"
    findings.add(RULE, document.position(path), message)
