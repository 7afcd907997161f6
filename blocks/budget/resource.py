"""Budgets as resources, each by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from blocks.budget.action import budget_actions
from blocks.budget.expression import Expression
from blocks.budget.notification import Notification
from blocks.budget.subject import full_name, kept
from blocks.budget.variables import Budget


def budget_resources(
    name: str,
    label: str,
    budgets: Mapping[str, Budget | None],
    topic: pulumi.Input[str] | None,
    options: pulumi.ResourceOptions,
) -> dict[str, Any]:
    """Registers each budget as ``<name>-<its name>``. Returns name and ARN of each in AWS.

    ``topic`` hears of every notification that names no topic of its own: AWS allows one.
    """
    exports: dict[str, Any] = {}
    for key, budget in kept(budgets).items():
        made = _budget(f"{name}-{key}", full_name(label, key), budget, topic, options)
        budget_actions(f"{name}-{key}", made, budget, options)
        exports[key] = {"name": made.name, "arn": made.arn}
    return exports


def _budget(
    name: str, physical: str, budget: Budget, topic: pulumi.Input[str] | None, options: pulumi.ResourceOptions
) -> aws.budgets.Budget:
    fixed = budget.limit_amount is not None
    # The SDK has a class of its own for each level of an expression; a map serves for all of them.
    filter_expression: Any = _expression(budget.filter_expression)
    return aws.budgets.Budget(
        name,
        name=physical,
        account_id=budget.account_id,
        budget_type=budget.budget_type,
        time_unit=budget.time_unit,
        limit_amount=budget.limit_amount,
        limit_unit=budget.limit_unit if fixed else None,
        planned_limits=[
            aws.budgets.BudgetPlannedLimitArgs(start_time=start, amount=amount, unit=budget.limit_unit)
            for start, amount in budget.planned_limits.items()
        ]
        or None,
        auto_adjust_data=_auto_adjusted(budget),
        time_period_start=budget.time_period_start,
        time_period_end=budget.time_period_end,
        billing_view_arn=budget.billing_view_arn,
        cost_types=aws.budgets.BudgetCostTypesArgs(**budget.cost_types.model_dump()) if budget.cost_types else None,
        cost_filters=[
            aws.budgets.BudgetCostFilterArgs(name=filtered, values=values)
            for filtered, values in budget.cost_filter.items()
        ]
        or None,
        filter_expression=filter_expression,
        metrics=budget.metrics,
        notifications=[_notification(one, topic) for one in budget.notification] or None,
        tags={"Name": physical, **budget.tags},
        opts=options,
    )


def _auto_adjusted(budget: Budget) -> aws.budgets.BudgetAutoAdjustDataArgs | None:
    adjusted = budget.auto_adjust_data
    if adjusted is None:
        return None
    past = adjusted.historical_options
    return aws.budgets.BudgetAutoAdjustDataArgs(
        auto_adjust_type=adjusted.auto_adjust_type,
        historical_options=aws.budgets.BudgetAutoAdjustDataHistoricalOptionsArgs(
            budget_adjustment_period=past.budget_adjustment_period
        )
        if past
        else None,
    )


def _notification(one: Notification, topic: pulumi.Input[str] | None) -> aws.budgets.BudgetNotificationArgs:
    topics: list[pulumi.Input[str]] = [*one.subscriber_sns_topic_arns] or ([topic] if topic is not None else [])
    return aws.budgets.BudgetNotificationArgs(
        comparison_operator=one.comparison_operator,
        threshold=one.threshold,
        threshold_type=one.threshold_type,
        notification_type=one.notification_type,
        subscriber_email_addresses=one.subscriber_email_addresses or None,
        subscriber_sns_topic_arns=topics or None,
    )


def _expression(expression: Expression | None) -> dict[str, Any] | None:
    if expression is None:
        return None
    matches = ("dimensions", "tags", "cost_categories")
    found: dict[str, Any] = {
        name: {"key": match.key, "values": match.values, "match_options": match.match_options or None}
        for name in matches
        if (match := getattr(expression, name)) is not None
    }
    if expression.all_of is not None:
        found["ands"] = [_expression(one) for one in expression.all_of]
    if expression.any_of is not None:
        found["ors"] = [_expression(one) for one in expression.any_of]
    if expression.none_of is not None:
        found["not_"] = _expression(expression.none_of)
    return found
