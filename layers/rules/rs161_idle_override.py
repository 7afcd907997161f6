"""RS161: Overrides change something."""

from __future__ import annotations

from layers.rule import Findings, Rule
from model.finding import Position

RULE = Rule(
    "RS161",
    "Overrides change something",
    "An override that says what is so already hides which value is meant to differ.",
    "Remove the override, or correct its value.",
    weight="advice",
)


def found(findings: Findings, position: Position, path: str, value: object) -> None:
    """Adds the finding for an override that says what its components have anyway."""
    shown = str(value).lower() if isinstance(value, bool) else value
    message = f"override of {path} changes nothing, the value is {shown} without it: remove it or correct the value"
    findings.add(RULE, position, message)
