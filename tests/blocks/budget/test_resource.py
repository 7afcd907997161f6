"""What budgets register."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pulumi_aws as aws
import pytest

from blocks.wiring import Wiring
from components.budget.resource import build
from components.budget.variables import BudgetVariables

LABELS = {"namespace": "acme", "tenant": "core", "environment": "gbl", "stage": "root"}
MAIL = {"threshold": 80, "subscriber_email_addresses": ["a@acme.example"]}
BUDGET = "aws:budgets/budget:Budget"
ACCOUNT = "111111111111"


@pytest.fixture
def registered(recorder: Any) -> Any:
    recorder.answers["aws:index/getCallerIdentity:getCallerIdentity"] = lambda _: {"accountId": ACCOUNT}
    recorder.outputs["aws:sns/topic:Topic"] = lambda args: (args.name, {"arn": f"arn:aws:sns:us-east-1:{ACCOUNT}:t"})

    def _registered(**variables: Any) -> Any:
        def program() -> Any:
            wiring = Wiring(aws.Provider("core-root", region="us-east-1"), Path(), "core-root")
            return build("budget-gbl", BudgetVariables.model_validate({**LABELS, **variables}), wiring).exports

        return recorder.run(program)

    return _registered


def test_a_budget_is_known_by_its_name(registered: Any) -> None:
    recording = registered(budgets={"total": {"limit_amount": 100, "notification": [MAIL]}, "gone": None})
    ((name, made),) = recording.of_type(BUDGET).items()
    assert (name, made.parent, dict(made.inputs)) == (
        "budget-gbl-total",
        "budget-gbl",
        {
            "name": "acme-core-root-total",
            "budgetType": "COST",
            "timeUnit": "MONTHLY",
            "limitAmount": "100",
            "limitUnit": "USD",
            "notifications": [
                {
                    "comparisonOperator": "GREATER_THAN",
                    "notificationType": "ACTUAL",
                    "threshold": 80.0,
                    "thresholdType": "PERCENTAGE",
                    "subscriberEmailAddresses": ["a@acme.example"],
                }
            ],
            "tags": {"Name": "acme-core-root-total"},
        },
    )
    assert recording.result["sns_topic_arn"] is None


def test_planned_and_adjusted_limits_send_no_other(registered: Any) -> None:
    planned = {f"2026-{month:02d}-01_00:00": month for month in range(1, 13)}
    adjusted = {"auto_adjust_type": "HISTORICAL", "historical_options": {"budget_adjustment_period": 3}}
    made = registered(
        budgets={"planned": {"planned_limits": planned}, "adjusted": {"auto_adjust_data": adjusted}}
    ).of_type(BUDGET)
    first, second = made["budget-gbl-planned"].inputs, made["budget-gbl-adjusted"].inputs
    assert "limitAmount" not in first and "limitUnit" not in first
    assert first["plannedLimits"][0] == {"startTime": "2026-01-01_00:00", "amount": "1", "unit": "USD"}
    assert second["autoAdjustData"] == {
        "autoAdjustType": "HISTORICAL",
        "historicalOptions": {"budgetAdjustmentPeriod": 3},
    }


def test_an_expression_has_the_providers_words(registered: Any) -> None:
    service = {"dimensions": {"key": "SERVICE", "values": ["Amazon S3"], "match_options": ["EQUALS"]}}
    team = {"tags": {"key": "Team", "values": ["web"]}}
    budget = {
        "limit_amount": 1,
        "metrics": "UnblendedCost",
        "filter_expression": {"all_of": [service, {"none_of": team}]},
    }
    (made,) = registered(budgets={"web": budget}).of_type(BUDGET).values()
    assert made.inputs["filterExpression"] == {
        "ands": [
            {"dimensions": {"key": "SERVICE", "values": ["Amazon S3"], "matchOptions": ["EQUALS"]}},
            {"not": {"tags": {"key": "Team", "values": ["web"]}}},
        ]
    }


def test_the_topic_hears_of_every_notification_that_names_none(registered: Any) -> None:
    own = f"arn:aws:sns:us-east-1:{ACCOUNT}:own"
    notifications = [{"threshold": 80}, {"threshold": 90, "subscriber_sns_topic_arns": [own]}]
    recording = registered(
        notifications_enabled=True, budgets={"total": {"limit_amount": 1, "notification": notifications}}
    )
    (made,) = recording.of_type(BUDGET).values()
    topic = f"arn:aws:sns:us-east-1:{ACCOUNT}:t"
    assert [one["subscriberSnsTopicArns"] for one in made.inputs["notifications"]] == [[topic], [own]]
    assert "budget-gbl-topic-policy" in made.dependencies
    assert recording.result["sns_topic_arn"] == topic


def test_only_this_accounts_budgets_use_topic_and_key(registered: Any) -> None:
    recording = registered(notifications_enabled=True)
    on_behalf = {
        "StringEquals": {"aws:SourceAccount": ACCOUNT},
        "ArnLike": {"aws:SourceArn": f"arn:aws:budgets::{ACCOUNT}:*"},
    }
    (policy,) = recording.of_type("aws:sns/topicPolicy:TopicPolicy").values()
    (key,) = recording.of_type("aws:kms/key:Key").values()
    for text in (policy.inputs["policy"], key.inputs["policy"]):
        (statement,) = [
            one for one in json.loads(text)["Statement"] if one["Principal"] == {"Service": "budgets.amazonaws.com"}
        ]
        assert statement["Condition"] == on_behalf
    (topic,) = recording.of_type("aws:sns/topic:Topic").values()
    assert topic.inputs["name"] == "acme-core-root-budgets"


def test_an_action_acts_on_its_budget(registered: Any) -> None:
    action = {
        "action_type": "APPLY_IAM_POLICY",
        "threshold": 100,
        "execution_role_arn": f"arn:aws:iam::{ACCOUNT}:role/budgets",
        "definition": {"iam_action_definition": {"policy_arn": "arn:aws:iam::aws:policy/AWSDenyAll", "roles": ["dev"]}},
        "subscribers": [{"address": "a@acme.example"}],
    }
    recording = registered(budgets={"total": {"limit_amount": 1, "actions": {"freeze": action}}})
    ((name, made),) = recording.of_type("aws:budgets/budgetAction:BudgetAction").items()
    assert name == "budget-gbl-total-freeze"
    assert (made.inputs["budgetName"], made.inputs["approvalModel"]) == ("acme-core-root-total", "MANUAL")
    assert made.inputs["definition"] == {
        "iamActionDefinition": {"policyArn": "arn:aws:iam::aws:policy/AWSDenyAll", "roles": ["dev"]}
    }
