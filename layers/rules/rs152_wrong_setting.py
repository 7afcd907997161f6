"""RS152: Settings have their type."""

from __future__ import annotations

import json

from layers.document import Document
from layers.rule import Findings, Rule
from model.finding import Path

RULE = Rule(
    "RS152",
    "Settings have their type",
    "A setting of another type cannot be followed.",
    "Write the setting as the message says.",
)


def found(findings: Findings, document: Document, path: Path, wanted: str) -> None:
    """Adds the finding for a setting that is missing or of the wrong type."""
    name, value = ".".join(map(str, path)), document.at(path)
    wrong = "is missing" if value is None else f"is {json.dumps(value, default=str)}"
    findings.add(RULE, document.position(path), f"setting {name} {wrong}: write {wanted}")
