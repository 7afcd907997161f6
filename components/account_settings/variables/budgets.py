"""Variables of budgets inside ``account-settings``."""

from __future__ import annotations

from pydantic import Field

from blocks.budget.variables import Budgets, TopicSettings
from model.variables import Variables


class AccountBudgetVariables(Variables):
    """Budgets of the account; in the management account they cover the whole organization."""

    budgets_enabled: bool = Field(True, description="Whether the budgets given here are made.")
    budgets: Budgets = Field(default_factory=dict, description="Budgets by name; `null` drops an inherited one.")
    budgets_notifications_enabled: bool = Field(
        False, description="Whether an SNS topic hears of every notification that names no topic of its own."
    )
    budgets_notifications_topic: TopicSettings = Field(default_factory=TopicSettings, description="The topic's key.")
