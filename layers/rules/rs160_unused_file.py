"""RS160: Mixins and catalog files are imported."""

from __future__ import annotations

from layers.rule import Findings, Rule
from model.finding import Position

RULE = Rule(
    "RS160",
    "Mixins and catalog files are imported",
    "A file that nothing imports has no effect, and whoever edits it waits for one.",
    "Import it, or delete it.",
    weight="advice",
)


def found(findings: Findings, file: str, id: str) -> None:
    """Adds the finding for a mixin or catalog file that no stack manifest imports."""
    findings.add(RULE, Position(file), f"no stack manifest imports '{id}': import it or delete the file")
