"""RS133: The name template finds what it names."""

from __future__ import annotations

from layers.rule import Findings, Rule
from model.finding import Position

RULE = Rule(
    "RS133",
    "The name template finds what it names",
    "Without a name the instance belongs to no stack.",
    "Set the variable in the stack manifest, or correct stacks.name_template.",
)


def found(findings: Findings, position: Position, template: str, problem: str, manifest: str, instance: str) -> None:
    """Adds the finding for an instance that the name template cannot name."""
    message = (
        f"the stack name template '{template}' cannot name component '{instance}' of stack manifest '{manifest}':"
        f" {problem}: set it there or import the mixin that does"
    )
    findings.add(RULE, position, message)
