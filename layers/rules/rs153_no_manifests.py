"""RS153: A tree has stack manifests."""

from __future__ import annotations

from collections.abc import Sequence

from layers.rule import Findings, Rule
from model.finding import Position

RULE = Rule(
    "RS153",
    "A tree has stack manifests",
    "Paths that match nothing are usually misspelt.",
    "Correct stacks.included_paths or stacks.excluded_paths.",
)


def found(findings: Findings, position: Position, included: Sequence[str], base: str) -> None:
    """Adds the finding for included paths that match no file."""
    paths = ", ".join(included)
    message = f"no stack manifests found below {base} for the included paths {paths}: correct stacks.included_paths"
    findings.add(RULE, position, message)
