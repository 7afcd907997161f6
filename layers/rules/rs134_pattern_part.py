"""RS134: Stack name patterns are made of variables."""

from __future__ import annotations

from layers.document import Document
from layers.rule import Findings, Rule
from model.finding import Path

RULE = Rule(
    "RS134",
    "Stack name patterns are made of variables",
    "A part that is not exactly one variable in braces is dropped from the name without a word.",
    "Use only {namespace}, {tenant}, {environment} and {stage}, joined by dashes, or a name_template.",
    weight="house",
)


def found(findings: Findings, document: Document, path: Path, part: str) -> None:
    """Adds the finding for a part of the name pattern that names ignore."""
    message = (
        f"part '{part}' of the stack name pattern is ignored: use only {{namespace}}, {{tenant}}, {{environment}} and"
        " {stage}, joined by dashes, or write a name_template"
    )
    findings.add(RULE, document.position(path), message)
