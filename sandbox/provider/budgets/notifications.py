"""Notifications of a budget and who gets them."""

from __future__ import annotations

from typing import Any

from sandbox.provider.errors import ProviderError
from sandbox.provider.paging import items
from sandbox.provider.wire import Properties

_KINDS = {"subscriberEmailAddresses": "EMAIL", "subscriberSnsTopicArns": "SNS"}


def read(client: Any, account: str, budget: str) -> list[Properties]:
    """All notifications with their subscribers."""
    of_budget = {"AccountId": account, "BudgetName": budget}
    listed = list(items(client, "describe_notifications_for_budget", "Notifications", **of_budget))
    return [_properties(item, _subscribers(client, of_budget, item)) for item in listed]


def change(client: Any, account: str, budget: str, old: list[Properties], new: list[Properties]) -> None:
    """Deletes notifications that are left out, then creates what is new. Raises ProviderError without subscribers."""
    of_budget = {"AccountId": account, "BudgetName": budget}
    for item in (item for item in old if item not in new):
        client.delete_notification(**of_budget, Notification=_request(item))
    for item in (item for item in new if item not in old):
        subscribers = [
            {"SubscriptionType": kind, "Address": address}
            for name, kind in _KINDS.items()
            for address in item.get(name) or ()
        ]
        if not subscribers:
            raise ProviderError("Budget notification must have at least one subscriber")
        client.create_notification(**of_budget, Notification=_request(item), Subscribers=subscribers)


def _request(item: Properties) -> dict[str, Any]:
    return {
        "NotificationType": item["notificationType"],
        "ComparisonOperator": item["comparisonOperator"],
        "Threshold": float(item["threshold"]),
        "ThresholdType": item["thresholdType"],
    }


def _properties(item: dict[str, Any], subscribers: list[dict[str, str]]) -> Properties:
    found = {
        "comparisonOperator": item["ComparisonOperator"],
        "notificationType": item["NotificationType"],
        "threshold": item["Threshold"],
        "thresholdType": item.get("ThresholdType") or "PERCENTAGE",
    }
    for name, kind in _KINDS.items():
        addresses = [entry["Address"] for entry in subscribers if entry["SubscriptionType"] == kind]
        if addresses:
            found[name] = addresses
    return found


def _subscribers(client: Any, of_budget: dict[str, str], item: dict[str, Any]) -> list[dict[str, str]]:
    wanted = {
        key: item[key]
        for key in ("NotificationType", "ComparisonOperator", "Threshold", "ThresholdType")
        if key in item
    }
    return list(items(client, "describe_subscribers_for_notification", "Subscribers", **of_budget, Notification=wanted))
