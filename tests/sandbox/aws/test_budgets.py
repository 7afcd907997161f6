"""Budgets, who is told about them, and their tags."""

from __future__ import annotations

from typing import Any

import pytest

BUDGET = {
    "BudgetName": "total",
    "BudgetLimit": {"Amount": "100", "Unit": "USD"},
    "TimeUnit": "MONTHLY",
    "BudgetType": "COST",
}
ALERT = {
    "NotificationType": "ACTUAL",
    "ComparisonOperator": "GREATER_THAN",
    "Threshold": 80.0,
    "ThresholdType": "PERCENTAGE",
}
MAIL = {"SubscriptionType": "EMAIL", "Address": "finance@acme.example"}


@pytest.fixture
def budget(stranger: Any) -> dict[str, str]:
    """How calls name a budget that exists."""
    stranger.budgets.create_budget(
        AccountId=stranger.id, Budget=BUDGET, ResourceTags=[{"Key": "Team", "Value": "finance"}]
    )
    return {"AccountId": stranger.id, "BudgetName": "total"}


def test_a_budget_is_updated_as_a_whole_and_keeps_its_notifications(stranger: Any, budget: dict[str, str]) -> None:
    aws = stranger.budgets
    aws.create_notification(**budget, Notification=ALERT, Subscribers=[MAIL])
    aws.update_budget(AccountId=stranger.id, NewBudget={**BUDGET, "BudgetLimit": {"Amount": "250", "Unit": "USD"}})
    assert aws.describe_budget(**budget)["Budget"]["BudgetLimit"] == {"Amount": "250", "Unit": "USD"}
    found = aws.describe_notifications_for_budget(**budget)["Notifications"]
    assert found == [{**ALERT, "NotificationState": "OK"}]
    listed = aws.describe_budgets(AccountId=stranger.id)["Budgets"]
    assert [one["BudgetName"] for one in listed] == ["total"]


def test_subscribers_are_told_apart_and_limited(stranger: Any, budget: dict[str, str]) -> None:
    aws = stranger.budgets
    alert = {**budget, "Notification": ALERT}
    aws.create_notification(**alert, Subscribers=[MAIL])
    assert stranger.refused("budgets", "create_notification", **alert, Subscribers=[MAIL]) == "DuplicateRecordException"
    others = [{**MAIL, "Address": f"{number}@acme.example"} for number in range(10)]
    for other in others[:9]:
        aws.create_subscriber(**alert, Subscriber=other)
    code = stranger.refused("budgets", "create_subscriber", **alert, Subscriber=others[9])
    assert code == "InvalidParameterException"
    aws.delete_subscriber(**alert, Subscriber=MAIL)
    assert aws.describe_subscribers_for_notification(**alert)["Subscribers"] == others[:9]
    aws.delete_notification(**alert)
    assert stranger.refused("budgets", "delete_notification", **alert) == "NotFoundException"


def test_tags_are_set_read_and_removed(stranger: Any, budget: dict[str, str]) -> None:
    aws, arn = stranger.budgets, f"arn:aws:budgets::{stranger.id}:budget/total"
    aws.tag_resource(ResourceARN=arn, ResourceTags=[{"Key": "Stage", "Value": "root"}])
    aws.untag_resource(ResourceARN=arn, ResourceTagKeys=["Team"])
    assert aws.list_tags_for_resource(ResourceARN=arn)["ResourceTags"] == [{"Key": "Stage", "Value": "root"}]


def test_what_is_wrong_is_refused(stranger: Any, budget: dict[str, str]) -> None:
    mine = {"AccountId": stranger.id}
    crowd = [{**MAIL, "Address": f"{number}@acme.example"} for number in range(11)]
    assert {
        "twice": stranger.refused("budgets", "create_budget", **mine, Budget=BUDGET),
        "not there": stranger.refused("budgets", "describe_budget", **mine, BudgetName="other"),
        "update nothing": stranger.refused("budgets", "update_budget", **mine, NewBudget={**BUDGET, "BudgetName": "b"}),
        "too many": stranger.refused("budgets", "create_notification", **budget, Notification=ALERT, Subscribers=crowd),
    } == {
        "twice": "DuplicateRecordException",
        "not there": "NotFoundException",
        "update nothing": "NotFoundException",
        "too many": "InvalidParameterException",
    }
