"""RS106: Tags are known and complete."""

from __future__ import annotations

from collections.abc import Sequence

from layers.rule import Findings, Rule
from model.finding import Position, suggestion

RULE = Rule(
    "RS106",
    "Tags are known and complete",
    "A tag that nobody runs would reach AWS as text.",
    "Use one of the tags of docs/reference/atmos.md, in the form it needs.",
)


def unknown(findings: Findings, position: Position, tag: str, known: Sequence[str]) -> None:
    """Adds the finding for a tag that neither Atmos nor we know."""
    findings.add(RULE, position, f"unknown tag '{tag}'{suggestion(tag, known)}: correct it or quote the text")


def wrong(findings: Findings, position: Position, tag: str, form: str) -> None:
    """Adds the finding for a tag without what it needs after it."""
    findings.add(RULE, position, f"tag '{tag}' needs {form}")


def missing_file(findings: Findings, position: Position, file: str, manifest: str) -> None:
    """Adds the finding for an included file that does not exist."""
    message = f"included file '{file}' found neither beside {manifest} nor below the base folder: correct the path"
    findings.add(RULE, position, message)


def no_values(findings: Findings, position: Position, file: str, reason: str) -> None:
    """Adds the finding for an included file that cannot be read as values."""
    findings.add(RULE, position, f"included file '{file}': {reason}, or include its text with !include.raw")


def missing_path(findings: Findings, position: Position, query: str, step: str) -> None:
    """Adds the finding for a path that the included file does not have."""
    findings.add(RULE, position, f"the included file has nothing at '{query}': '{step}' is missing, correct the path")
