"""RS105: Keys are text."""

from __future__ import annotations

from layers.rule import Findings, Rule
from model.finding import Position

RULE = Rule(
    "RS105",
    "Keys are text",
    "A key that is empty, a list or a map cannot be named by anything, and Atmos fails on it.",
    "Write the key as text, in quotes if need be.",
)


def empty(findings: Findings, position: Position) -> None:
    """Adds the finding for an empty or null key."""
    findings.add(RULE, position, "the key is null: give it a name, or quote it if it is meant as text")


def not_text(findings: Findings, position: Position) -> None:
    """Adds the finding for a key that is a list or a map."""
    message = "the key is a list or a map: quote it if it is meant as text, such as '{{ .name }}'"
    findings.add(RULE, position, message)


def not_a_map(findings: Findings, position: Position) -> None:
    """Adds the finding for a merge key over something that is no map."""
    findings.add(RULE, position, "'<<' merges maps only: name a map, an alias of a map, or a list of those")
