"""RS145: List strategies are known."""

from __future__ import annotations

from collections.abc import Iterable

from layers.rule import Findings, Rule
from model.finding import Position, suggestion

RULE = Rule(
    "RS145",
    "List strategies are known",
    "An unknown strategy cannot be followed.",
    "Use replace, append or merge.",
)


def found(findings: Findings, position: Position, strategy: object, known: Iterable[str]) -> None:
    """Adds the finding for a component's list strategy that is none."""
    hint = suggestion(str(strategy), known)
    findings.add(RULE, position, f"unknown list merge strategy '{strategy}'{hint}: use replace, append or merge")
