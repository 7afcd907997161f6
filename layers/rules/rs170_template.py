"""RS170: Templates can be executed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.document import Document
from layers.rule import Findings, Rule
from model.finding import Position

if TYPE_CHECKING:
    from layers.templates import TemplateError

RULE = Rule(
    "RS170",
    "Templates can be executed",
    "A template that fails leaves its file without content, or a value as unexecuted text.",
    "Correct the template; docs/reference/atmos.md lists the functions there are.",
)


def found(findings: Findings, document: Document, error: TemplateError | UnicodeDecodeError) -> None:
    """Adds the finding for a file that cannot be executed as a template."""
    problem, line = ("it is not UTF-8", 1) if isinstance(error, UnicodeDecodeError) else (error.problem, error.line)
    findings.add(RULE, Position(document.display, line), _message(problem))


def value(findings: Findings, position: Position, error: TemplateError) -> None:
    """Adds the finding for a value that cannot be executed as a template."""
    findings.add(RULE, position, _message(error.problem))


def _message(problem: str) -> str:
    if "is not supported" in problem:
        return f"template: {problem}: use a function that docs/reference/atmos.md lists, or write the value out"
    return f"template: {problem}: correct the template or the context it is given"
