"""RS142: Inherited components exist."""

from __future__ import annotations

from collections.abc import Iterable

from layers.rule import Findings, Rule
from model.finding import Position, suggestion

RULE = Rule(
    "RS142",
    "Inherited components exist",
    (
        "A base must be configured in the stack manifest or in what it imports; other stack manifests of the stack "
        "do not count."
    ),
    "Correct the name, or import the file that defines the base.",
)


def found(
    findings: Findings, position: Position, component: str, base: str, manifest: str, known: Iterable[str]
) -> None:
    """Adds the finding for a base that the stack manifest and its imports do not have."""
    hint = suggestion(base, (name for name in known if name != component))
    message = (
        f"component '{component}' inherits from '{base}', which stack manifest '{manifest}' does not define or import"
        f"{hint}: correct the name or import the file that defines it"
    )
    findings.add(RULE, position, message)
