"""What a ``budget`` instance claims in its account."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.budget.owned import owned_budgets
from blocks.owned import Owned
from blocks.place import CheckPlace
from components.budget.variables import BudgetVariables


def owned(variables: BudgetVariables, place: CheckPlace) -> Iterator[Owned]:
    """Its budgets and their topic."""
    has_topic = variables.notifications_enabled
    yield from owned_budgets(variables.budgets, "budgets", place.account, variables.label, has_topic)
