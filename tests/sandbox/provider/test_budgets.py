"""Lives of resources of Budgets."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.provider.engine import Engine
from tests.sandbox.provider.life import Case, live
from tests.sandbox.provider.surroundings import READ_ONLY, TRUST


def budget(engine: Any) -> str:
    limits = {"budgetType": "COST", "timeUnit": "MONTHLY", "limitAmount": "100", "limitUnit": "USD"}
    engine.make("aws:budgets/budget:Budget", name="monthly", **limits)
    return "monthly"


def execution_role(engine: Any) -> str:
    trust = TRUST.replace("ec2.amazonaws.com", "budgets.amazonaws.com")
    arn: str = engine.make("aws:iam/role:Role", name="budgets", assumeRolePolicy=trust).state["arn"]
    return arn


CASES = [
    Case(
        "aws:budgets/budget:Budget",
        lambda _: {
            "name": "monthly",
            "budgetType": "COST",
            "timeUnit": "MONTHLY",
            "limitAmount": "100",
            "limitUnit": "USD",
            "timePeriodStart": "2026-01-01_00:00",
            "notifications": [
                {
                    "comparisonOperator": "GREATER_THAN",
                    "notificationType": "ACTUAL",
                    "threshold": 80,
                    "thresholdType": "PERCENTAGE",
                    "subscriberEmailAddresses": ["money@acme.example"],
                }
            ],
        },
        ({"limitAmount": "200"}, {"tags": {"a": "b"}}, {"limitAmount": "300", "tags": {"a": "c"}}),
        id="{account}:monthly",
    ),
    Case(
        "aws:budgets/budgetAction:BudgetAction",
        lambda engine: {
            "budgetName": budget(engine),
            "actionType": "APPLY_IAM_POLICY",
            "approvalModel": "MANUAL",
            "notificationType": "ACTUAL",
            "actionThreshold": {"actionThresholdType": "PERCENTAGE", "actionThresholdValue": 100},
            "definition": {"iamActionDefinition": {"policyArn": READ_ONLY, "roles": ["reader"]}},
            "executionRoleArn": execution_role(engine),
            "subscribers": [{"subscriptionType": "EMAIL", "address": "money@acme.example"}],
        },
        ({"approvalModel": "AUTOMATIC"}, {"tags": {"a": "b"}}),
        id="{account}:",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_life(engine: Engine, case: Case) -> None:
    live(engine, case)


def test_notifications_that_are_taken_away_are_gone_from_the_state_too(engine: Engine) -> None:
    token, plain = "aws:budgets/budget:Budget", {"name": "monthly", "budgetType": "COST", "timeUnit": "MONTHLY"}
    limited = {**plain, "limitAmount": "100", "limitUnit": "USD"}
    alert = {
        "comparisonOperator": "GREATER_THAN",
        "notificationType": "ACTUAL",
        "threshold": 80,
        "thresholdType": "PERCENTAGE",
        "subscriberEmailAddresses": ["money@acme.example"],
    }
    made = engine.make(token, **limited, notifications=[alert])
    without, _ = engine.check(token, limited, made.inputs)
    updated = engine.update(made, without)
    assert not updated.state.get("notifications")
    assert engine.diff(updated, without).detailed == {}


def test_a_budget_that_adjusts_itself_needs_no_limit(engine: Engine) -> None:
    token, plain = "aws:budgets/budget:Budget", {"name": "monthly", "budgetType": "COST", "timeUnit": "MONTHLY"}
    made = engine.make(token, **plain, limitAmount="100", limitUnit="USD")
    inputs, _ = engine.check(token, {**plain, "autoAdjustData": {"autoAdjustType": "FORECAST"}}, made.inputs)
    updated = engine.update(made, inputs)
    assert updated.state["autoAdjustData"]["autoAdjustType"] == "FORECAST"
    assert engine.diff(updated, inputs).detailed == {}
