"""RS320 to RS325: budgets that AWS would refuse."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.budget.rules import budget_problems
from blocks.place import CheckPlace
from components.account_settings.variables import AccountSettingsVariables
from model.finding import Problem


def budgets(variables: AccountSettingsVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """The problems of the budgets that are made."""
    if variables.budgets_enabled:
        label, has_topic = variables.account_context.id, variables.budgets_notifications_enabled
        yield from budget_problems(variables.budgets, "budgets", label, has_topic)
