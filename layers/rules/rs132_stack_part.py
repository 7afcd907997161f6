"""RS132: Parts of stack names have no dash."""

from __future__ import annotations

from layers.rule import Findings, Rule
from model.finding import Position

RULE = Rule(
    "RS132",
    "Parts of stack names have no dash",
    ("Pulumi stacks are named tenant-stage or tenant-stage-slice, so a dash inside a part would make names ambiguous."),
    "Use letters, digits and underscores.",
)


def found(findings: Findings, position: Position, variable: str, value: object) -> None:
    """Adds the finding for a tenant, stage or slice that cannot be a part of a Pulumi stack's name."""
    message = f"{variable} '{value}' cannot be part of a Pulumi stack name: use only letters, digits and '_', no '-'"
    findings.add(RULE, position, message)
