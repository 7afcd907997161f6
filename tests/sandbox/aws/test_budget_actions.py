"""What AWS shall do by itself when a budget is exceeded."""

from __future__ import annotations

import json
from typing import Any

import pytest

MAIL = {"SubscriptionType": "EMAIL", "Address": "finance@acme.example"}
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "budgets.amazonaws.com"}},
    ],
}


@pytest.fixture
def budget(stranger: Any) -> dict[str, str]:
    """How calls name a budget that exists."""
    limit = {"Amount": "100", "Unit": "USD"}
    total = {"BudgetName": "total", "BudgetLimit": limit, "TimeUnit": "MONTHLY", "BudgetType": "COST"}
    stranger.budgets.create_budget(AccountId=stranger.id, Budget=total)
    return {"AccountId": stranger.id, "BudgetName": "total"}


@pytest.fixture
def wanted(stranger: Any) -> dict[str, Any]:
    """An action that attaches a policy to a role."""
    role = stranger.iam.create_role(RoleName="budgets", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]
    return {
        "NotificationType": "ACTUAL",
        "ActionType": "APPLY_IAM_POLICY",
        "ActionThreshold": {"ActionThresholdValue": 100.0, "ActionThresholdType": "PERCENTAGE"},
        "Definition": {"IamActionDefinition": {"PolicyArn": "arn:aws:iam::aws:policy/AWSDenyAll", "Roles": ["dev"]}},
        "ExecutionRoleArn": role["Arn"],
        "ApprovalModel": "AUTOMATIC",
        "Subscribers": [MAIL],
    }


def test_an_action_stands_by_and_is_changed_in_parts(
    stranger: Any, budget: dict[str, str], wanted: dict[str, Any]
) -> None:
    aws = stranger.budgets
    tags = [{"Key": "Team", "Value": "finance"}]
    made = aws.create_budget_action(**budget, **wanted, ResourceTags=tags)
    named = {**budget, "ActionId": made["ActionId"]}
    shown = {**wanted, "ActionId": made["ActionId"], "BudgetName": "total", "Status": "STANDBY"}
    assert aws.describe_budget_action(**named)["Action"] == shown
    arn = f"arn:aws:budgets::{stranger.id}:budget/total/action/{made['ActionId']}"
    assert aws.list_tags_for_resource(ResourceARN=arn)["ResourceTags"] == tags
    changed = aws.update_budget_action(**named, ApprovalModel="MANUAL")
    assert changed["OldAction"] == shown
    assert changed["NewAction"] == {**shown, "ApprovalModel": "MANUAL"}
    assert aws.describe_budget_actions_for_account(AccountId=stranger.id)["Actions"] == [changed["NewAction"]]
    assert aws.delete_budget_action(**named)["Action"] == changed["NewAction"]
    assert aws.describe_budget_actions_for_budget(**budget)["Actions"] == []
    assert stranger.refused("budgets", "describe_budget_action", **named) == "NotFoundException"


def test_what_is_wrong_is_refused(stranger: Any, budget: dict[str, str], wanted: dict[str, Any]) -> None:
    def refused(**more: Any) -> Any:
        return stranger.refused("budgets", "create_budget_action", **{**budget, **wanted, **more})

    crowd = [{**MAIL, "Address": f"{number}@acme.example"} for number in range(11)]
    assert {
        "no such budget": refused(BudgetName="other"),
        "another type": refused(ActionType="APPLY_SCP_POLICY"),
        "no such role": refused(ExecutionRoleArn=f"arn:aws:iam::{stranger.id}:role/other"),
        "too many": refused(Subscribers=crowd),
    } == {
        "no such budget": "NotFoundException",
        "another type": "InvalidParameterException",
        "no such role": "AccessDeniedException",
        "too many": "InvalidParameterException",
    }
