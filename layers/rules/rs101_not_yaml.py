"""RS101: A manifest is YAML."""

from __future__ import annotations

from yaml import YAMLError

from layers.document import Document
from layers.nodes import problem_of
from layers.rule import Findings, Rule
from layers.rules import rs102_tab
from model.finding import Position

RULE = Rule(
    "RS101",
    "A manifest is YAML",
    "A file that YAML cannot read has no content at all, so every manifest that imports it is incomplete.",
    "Correct the line; quote text that holds `: ` or begins with one of `@ % * & ! { [`.",
)


def unreadable(findings: Findings, document: Document) -> None:
    """Adds the finding for a file that exists and cannot be opened."""
    findings.add(RULE, Position(document.display), "the file cannot be opened: check its permissions")


def found(findings: Findings, document: Document, error: YAMLError | RecursionError) -> None:
    """Adds the finding for text that could not be parsed; a tab in the way is a finding of its own rule."""
    if isinstance(error, RecursionError):
        message = "values are nested too deeply, or an alias stands inside what it names: write the value out"
        findings.add(RULE, Position(document.display), message)
        return
    text, line, column = problem_of(error)
    if document.lines:
        line, column = document.lines[min(line, len(document.lines)) - 1], 1
    position = Position(document.display, line, column)
    if rs102_tab.found(findings, position, document.text):
        return
    hint = (
        "name the file .yaml.tmpl if it is a template"
        if b"{{" in document.text
        else "correct this line or the one above"
    )
    findings.add(RULE, position, f"not valid YAML: {text}: {hint}")
