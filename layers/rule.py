"""A rule that configuration keeps, and the list that its findings are collected in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from model.finding import Finding, Position

Weight = Literal["error", "house", "advice"]
"""An error stops everything. A house rule is an error where `rootstock.yaml` governs and advice in a tree that has only
an `atmos.yaml`, because Atmos accepts what it forbids. Advice never stops anything."""


@dataclass(frozen=True)
class Rule:
    """One rule: its id, what it says in a few words, why it exists, and what to write instead.

    >>> Rule("RS199", "Names are short", "Long names are cut by AWS.", "Shorten the name.").weight
    'error'
    """

    id: str
    title: str
    explanation: str
    remedy: str
    weight: Weight = "error"


@dataclass
class Findings:
    """Everything found wrong so far; a repeated finding counts once."""

    errors: set[Finding] = field(default_factory=set)
    house: set[Finding] = field(default_factory=set)
    advice: set[Finding] = field(default_factory=set)

    def add(self, rule: Rule, position: Position, message: str) -> None:
        """One more finding under the rule. The message ends with what to write instead."""
        found = {"error": self.errors, "house": self.house, "advice": self.advice}[rule.weight]
        found.add(Finding(position, rule.id, message))

    def sorted(self, governed: bool) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Errors and advice, each by place; house rules are errors where the tree is ``governed``."""
        errors = self.errors | self.house if governed else self.errors
        advice = self.advice if governed else self.advice | self.house
        return tuple(sorted(errors)), tuple(sorted(advice))
