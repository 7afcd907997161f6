"""The resources of ``budget``."""

from __future__ import annotations

from typing import Any

import pulumi

from blocks.budget.resource import budget_resources
from blocks.budget.topic import budgets_topic
from blocks.wiring import Built, Wiring
from components.budget.variables import BudgetVariables


class Budget(pulumi.ComponentResource):
    """Budgets, and the topic that hears of them."""

    sns_topic_arn: pulumi.Output[str] | None
    """ARN of the topic, None where there is none."""
    budgets: dict[str, Any]
    """Name and ARN of each budget in AWS, by its own name."""

    def __init__(self, name: str, variables: BudgetVariables, wiring: Wiring) -> None:
        super().__init__("rootstock:components:Budget", name, {}, wiring.options())
        child = pulumi.ResourceOptions(parent=self)
        self.sns_topic_arn = None
        if variables.notifications_enabled:
            physical = f"{variables.label}-budgets"
            self.sns_topic_arn = budgets_topic(name, physical, variables.notifications_topic, wiring, child)
        self.budgets = budget_resources(name, variables.label, variables.budgets, self.sns_topic_arn, child)
        self.register_outputs({})


def build(name: str, variables: BudgetVariables, wiring: Wiring) -> Built:
    """Registers the budgets. Exports ``budgets`` (name and ARN by own name) and ``sns_topic_arn``."""
    made = Budget(name, variables, wiring)
    return Built(made, {"budgets": made.budgets, "sns_topic_arn": made.sns_topic_arn})
