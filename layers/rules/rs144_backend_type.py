"""RS144: The chosen backend is configured."""

from __future__ import annotations

from collections.abc import Iterable

from layers.rule import Findings, Rule
from model.finding import Position, suggestion

RULE = Rule(
    "RS144",
    "The chosen backend is configured",
    "With no settings for the backend that backend_type chooses, the component would have none.",
    "Configure the backend under that type, or correct backend_type.",
    weight="advice",
)


def found(findings: Findings, position: Position, chosen: str, known: Iterable[str]) -> None:
    """Adds the finding for a backend type without settings."""
    message = (
        f"backend_type '{chosen}' has no settings under backend{suggestion(chosen, known)}: add them or correct it"
    )
    findings.add(RULE, position, message)
