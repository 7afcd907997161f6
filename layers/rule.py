"""A rule that configuration keeps, and the list that its findings are collected in."""

from __future__ import annotations

from typing import Literal, NamedTuple

from model.finding import Finding, Position

Weight = Literal["error", "house", "advice"]
"""An error stops everything, advice nothing. A house rule is an error where `rootstock.yaml` governs and advice in a
tree that has only an `atmos.yaml`, because Atmos accepts what it forbids."""


class Rule(NamedTuple):
    """One rule: its id, what it says in a few words, why it exists, and what to write instead.

    >>> Rule("RS199", "Names are short", "Long names are cut by AWS.", "Shorten the name.").weight
    'error'
    """

    id: str
    title: str
    explanation: str
    remedy: str
    weight: Weight = "error"


class Findings:
    """Everything found wrong so far; a repeated finding counts once.

    >>> findings = Findings()
    >>> findings.add(Rule("RS199", "", "", "", weight="advice"), Position("a.yaml"), "shorten the name")
    >>> [str(finding) for finding in findings.sorted(governed=True)]
    ['a.yaml:1:1: RS199 warning: shorten the name']
    """

    def __init__(self) -> None:
        self._found: set[tuple[Position, str, str, Weight]] = set()

    def add(self, rule: Rule, position: Position, message: str) -> None:
        """One more finding under the rule. The message ends with what to write instead."""
        self._found.add((position, rule.id, message, rule.weight))

    def sorted(self, governed: bool) -> tuple[Finding, ...]:
        """All findings by place; house rules are errors where the tree is ``governed``."""
        errors = ("error", "house") if governed else ("error",)
        return tuple(
            Finding(position, rule, message, "error" if weight in errors else "warning")
            for position, rule, message, weight in sorted(self._found)
        )
