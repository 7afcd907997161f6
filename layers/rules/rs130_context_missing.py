"""RS130: A stack has a name."""

from __future__ import annotations

from collections.abc import Sequence

from layers.rule import Findings, Rule
from model.finding import Position, listing

RULE = Rule(
    "RS130",
    "A stack has a name",
    "The name of a stack is made of context variables; without one of them its instances belong to no stack.",
    "Set the variable, or import the mixin that sets it.",
)


def found(
    findings: Findings, position: Position, pattern: str, variable: str, manifest: str, instances: Sequence[str]
) -> None:
    """Adds the finding for a stack manifest whose instances lack a context variable."""
    message = (
        f"the stack name pattern '{pattern}' needs '{variable}', but stack manifest '{manifest}' does not define it"
        f" for {listing(instances, 4)}: set vars.{variable} there or import the mixin that sets it"
    )
    findings.add(RULE, position, message)
