"""RS150: A tree has its settings."""

from __future__ import annotations

from layers.rule import Findings, Rule
from model.finding import Position

RULE = Rule(
    "RS150",
    "A tree has its settings",
    "Without them nobody knows which files are stack manifests and how stacks are named.",
    "Write a rootstock.yaml, or name the folder that holds one.",
)


def found(findings: Findings, position: Position, folder: str) -> None:
    """Adds the finding for a folder with neither rootstock.yaml nor atmos.yaml."""
    message = (
        f"no rootstock.yaml or atmos.yaml in {folder}: write one, or name the folder that holds it (--config-root)"
    )
    findings.add(RULE, position, message)
