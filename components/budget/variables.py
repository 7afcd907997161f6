"""Variables of ``budget`` (Cloud Posse's component ``aws-budget``, v0.1.0)."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from blocks.budget.variables import Budgets, TopicSettings
from model.variables import Variables


class BudgetVariables(Variables):
    """Budgets by name. In the management account they cover the whole organization."""

    budgets: Budgets = Field(default_factory=dict, description="Budgets by name; `null` drops an inherited one.")
    notifications_enabled: bool = Field(
        False, description="Whether an SNS topic hears of every notification that names no topic of its own."
    )
    notifications_topic: TopicSettings = Field(default_factory=TopicSettings, description="The topic's key.")

    @property
    def label(self) -> str:
        """What the names of budgets and topic begin with: the labels without the environment; budgets are global."""
        return replace(self.context, environment="").id
