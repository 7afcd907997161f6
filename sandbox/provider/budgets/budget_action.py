"""Actions that a budget takes when it is exceeded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.errors import ProviderError
from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import from_aws, given, to_aws
from sandbox.provider.tags import as_list, as_map
from sandbox.provider.wire import Properties

_PARTS = {
    "actionThreshold": "ActionThreshold",
    "approvalModel": "ApprovalModel",
    "definition": "Definition",
    "executionRoleArn": "ExecutionRoleArn",
    "notificationType": "NotificationType",
    "subscribers": "Subscribers",
}


class BudgetAction(Resource):
    """``aws.budgets.BudgetAction``."""

    gone = ("NotFoundException",)

    def create(self, inputs: Properties) -> str:
        """CreateBudgetAction with its tags."""
        account = str(inputs.get("accountId") or self.aws.account_id)
        answer = self._client.create_budget_action(
            AccountId=account,
            BudgetName=inputs["budgetName"],
            ActionType=inputs["actionType"],
            **{sent: _sent(name, inputs[name]) for name, sent in _PARTS.items()},
            **given(ResourceTags=as_list(inputs.get("tagsAll", {}))),
        )
        return f"{account}:{answer['ActionId']}:{inputs['budgetName']}"

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeBudgetAction and its tags."""
        account, action, budget = _parts(identifier)
        found = self._client.describe_budget_action(AccountId=account, BudgetName=budget, ActionId=action)["Action"]
        arn = f"arn:{self.aws.partition}:budgets::{self.aws.account_id}:budget/{budget}/action/{action}"
        return {
            **{name: from_aws(found[sent]) for name, sent in _PARTS.items() if sent in found},
            "accountId": account,
            "actionId": action,
            "actionType": found["ActionType"],
            "arn": arn,
            "budgetName": budget,
            "status": found["Status"],
            "tagsAll": as_map(self._client.list_tags_for_resource(ResourceARN=arn).get("ResourceTags", [])),
        }

    def update(self, identifier: str, change: Change) -> None:
        """UpdateBudgetAction with the parts that changed."""
        account, action, budget = _parts(identifier)
        changed = {sent: _sent(name, change.new[name]) for name, sent in _PARTS.items() if change.of(name)}
        self._client.update_budget_action(AccountId=account, BudgetName=budget, ActionId=action, **changed)

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """TagResource and UntagResource."""
        if removing:
            self._client.untag_resource(ResourceARN=state["arn"], ResourceTagKeys=removing)
        if setting:
            self._client.tag_resource(ResourceARN=state["arn"], ResourceTags=as_list(setting))

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteBudgetAction."""
        account, action, budget = _parts(identifier)
        self._client.delete_budget_action(AccountId=account, BudgetName=budget, ActionId=action)

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """``<account id>:<action id>:<budget name>``."""
        _parts(identifier)
        return identifier, {}

    @property
    def _client(self) -> Any:
        return self.client("budgets")


def _sent(name: str, value: Any) -> Any:
    if name == "actionThreshold":
        return {**to_aws(value), "ActionThresholdValue": float(value["actionThresholdValue"])}
    return to_aws(value)


def _parts(identifier: str) -> tuple[str, str, str]:
    parts = identifier.split(":")
    if len(parts) != 3 or not all(parts):
        raise ProviderError(f"unexpected format for id '{identifier}': expected <account>:<action>:<budget name>")
    return parts[0], parts[1], parts[2]
