"""RS140: An instance is configured once."""

from __future__ import annotations

from collections.abc import Sequence

from layers.rule import Findings, Rule
from model.finding import Position

RULE = Rule(
    "RS140",
    "An instance is configured once",
    "Two stack manifests of one stack that configure the same instance would both be right.",
    "Move the instance into one of the manifests; do not import components through mixins.",
)


def found(
    findings: Findings, places: Sequence[tuple[str, str, Position]], component: str, stack: str, pattern: str
) -> None:
    """Adds the finding for an instance in several stack manifests, given by file, id and place of the instance.

    It stands at the first of the manifests, also where an import brought the instance in.
    """
    files = ", ".join(manifest for _, manifest, _ in places)
    lines = [
        f"Found duplicate config for the component '{component}' for the stack '{stack}' in the files: {files}.",
        f"Check that all context variables in the stack name pattern '{pattern}' are correctly defined in the files"
        " and not duplicated.",
        "Check that all imports are valid.",
        *(f"  {manifest}: {position}" for _, manifest, position in places),
    ]
    display, _, position = places[0]
    findings.add(RULE, position if position.file == display else Position(display), "\n".join(lines))
