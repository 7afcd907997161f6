"""RS131: Context variables are text."""

from __future__ import annotations

from layers.rule import Findings, Rule
from model.finding import Position

RULE = Rule(
    "RS131",
    "Context variables are text",
    "Atmos takes a context variable that is no text for missing.",
    "Put the value in quotes.",
)


def found(findings: Findings, position: Position, variable: str, value: object) -> None:
    """Adds the finding for a context variable that is no text."""
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    quoted = f'write "{shown}" in quotes' if isinstance(value, (bool, int, float)) else "write a text"
    kind = "null" if value is None else f"not text ({shown})"
    findings.add(RULE, position, f"context variable '{variable}' is {kind}: {quoted}")
