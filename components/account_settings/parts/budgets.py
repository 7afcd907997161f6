"""Budgets of the account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi

from blocks.budget.resource import budget_resources
from blocks.budget.topic import budgets_topic
from blocks.wiring import Wiring
from components.account_settings.variables import AccountSettingsVariables


def budgets(
    name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions, wiring: Wiring
) -> Mapping[str, Any]:
    """Registers the budgets. Exports ``budgets`` by name, and ``budgets_sns_topic_arn``."""
    if not variables.budgets_enabled or not variables.budgets:
        return {"budgets": {}, "budgets_sns_topic_arn": None}
    prefix, label = f"{name}-budget", variables.account_context.id
    topic = None
    if variables.budgets_notifications_enabled:
        topic = budgets_topic(prefix, f"{label}-budgets", variables.budgets_notifications_topic, wiring, options)
    made = budget_resources(prefix, label, variables.budgets, topic, options)
    return {"budgets": made, "budgets_sns_topic_arn": topic}
