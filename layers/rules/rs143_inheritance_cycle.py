"""RS143: Inheritance has no cycle."""

from __future__ import annotations

from collections.abc import Sequence

from layers.rule import Findings, Rule
from model.finding import Position

RULE = Rule(
    "RS143",
    "Inheritance has no cycle",
    ("Of components that inherit from each other, none is the base; Atmos cuts the circle at an arbitrary place."),
    "Remove one of the inherits; move what they share into an abstract base.",
    weight="house",
)


def found(findings: Findings, position: Position, chain: Sequence[str]) -> None:
    """Adds the finding for components that inherit from each other; the first one stands again at the end."""
    message = f"components inherit in a circle: {' -> '.join(chain)}: move what they share into an abstract base"
    findings.add(RULE, position, message)
