"""What the rules of budgets look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from blocks.budget.variables import Budget
from model.finding import Path, Problem


@dataclass(frozen=True)
class Subject:
    """The budgets of one variable by name, what their real names begin with, and whether they have a topic."""

    budgets: Mapping[str, Budget]
    variable: str
    label: str
    has_topic: bool

    def problem(self, rule: str, name: str, text: str, *field: str | int) -> Problem:
        """A problem of one budget, at one of its fields or at its name."""
        path: Path = ("vars", self.variable, name, *field)
        return Problem(rule, f"budget '{name}': {text}", path)


def kept(budgets: Mapping[str, Budget | None]) -> dict[str, Budget]:
    """The budgets that are not dropped, by name."""
    return {name: budget for name, budget in budgets.items() if budget is not None}


def full_name(label: str, name: str) -> str:
    """The name of a budget in AWS: the labels of the account, then the budget's own name."""
    return f"{label}-{name}" if label else name
