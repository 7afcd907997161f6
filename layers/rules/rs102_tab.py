"""RS102: Indentation is made of spaces."""

from __future__ import annotations

from layers.rule import Findings, Rule
from model.finding import Position

RULE = Rule(
    "RS102",
    "Indentation is made of spaces",
    "YAML forbids tabs where indentation stands, because their width is not defined.",
    "Replace the tab by spaces.",
)


def found(findings: Findings, position: Position, text: bytes) -> bool:
    """Whether the text has a tab at or just before the position, which then is the finding."""
    lines = text.decode("utf-8", "replace").splitlines()
    for number in range(position.line, max(position.line - 2, 0), -1):
        line = lines[number - 1] if number <= len(lines) else ""
        indentation = line[: len(line) - len(line.lstrip())]
        if "\t" in indentation:
            place = Position(position.file, number, indentation.index("\t") + 1)
            findings.add(RULE, place, "a tab stands in the indentation: use spaces")
            return True
    return False
