"""What is wrong with the variables of one ``budget`` instance."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.budget.rules import budget_problems
from blocks.place import CheckPlace
from components.budget.variables import BudgetVariables
from model.finding import Problem


def check(variables: BudgetVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """The problems that AWS would answer with only after the run has begun."""
    if variables.enabled:
        yield from budget_problems(variables.budgets, "budgets", variables.label, variables.notifications_enabled)
