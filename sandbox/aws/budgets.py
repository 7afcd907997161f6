"""Budgets: whole updates, notifications with their subscribers, tags."""

from __future__ import annotations

from typing import Any

from moto.budgets.exceptions import BudgetMissingLimit, DuplicateRecordException, NotFoundException
from moto.budgets.models import Budget, BudgetsBackend, Notification, budgets_backends
from moto.budgets.responses import BudgetsResponse as MotoBudgetsResponse
from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult, EmptyResult

from sandbox.aws.budget_actions import BudgetActions
from sandbox.aws.budget_subscribers import check_subscribers
from sandbox.aws.parsing import parameters
from sandbox.aws.substitution import substitute


class Backend(BudgetsBackend):  # type: ignore[misc]
    """Moto's budgets with their tags and actions. ``actions`` are by account and name of the budget, then by id."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.tags: dict[str, dict[str, str]] = {}
        self.actions: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}

    def budget(self, account_id: str, name: str) -> Budget:
        """The budget of this name. Raises NotFoundException."""
        if name not in self.budgets[account_id]:
            raise NotFoundException(f"Unable to get budget: {name} - the budget doesn't exist.")
        return self.budgets[account_id][name]


substitute(budgets_backends, Backend)


class BudgetsResponse(BudgetActions, MotoBudgetsResponse):  # type: ignore[misc]
    """Moto's Budgets with what AWS does beyond it."""

    def create_budget(self) -> ActionResult:
        """CreateBudget."""
        given = self._parameters
        _check_name(given["Budget"]["BudgetName"])
        notifications = given.get("NotificationsWithSubscribers") or []
        for notification in notifications:
            check_subscribers(notification["Subscribers"])
        self.backend.create_budget(
            account_id=given["AccountId"], budget=_with_defaults(given["Budget"]), notifications=notifications
        )
        self.backend.tags[self._arn] = {tag["Key"]: tag["Value"] for tag in given.get("ResourceTags") or []}
        return EmptyResult()

    def update_budget(self) -> ActionResult:
        """UpdateBudget replaces the whole budget and keeps its notifications."""
        given = self._parameters
        new = given["NewBudget"]
        budget = self.backend.budget(given["AccountId"], new["BudgetName"])
        if not {"BudgetLimit", "PlannedBudgetLimits", "AutoAdjustData"} & set(new):
            raise BudgetMissingLimit
        fresh = Budget(_with_defaults({"TimePeriod": budget.budget["TimePeriod"], **new}), [])
        budget.budget = fresh.budget
        return EmptyResult()

    def describe_budget(self) -> ActionResult:
        """DescribeBudget."""
        budget = self.backend.budget(self._parameters["AccountId"], self._parameters["BudgetName"])
        return ActionResult({"Budget": budget.to_dict()})

    def describe_budgets(self) -> ActionResult:
        """DescribeBudgets."""
        return ActionResult({"Budgets": list(self.backend.describe_budgets(self._parameters["AccountId"]))})

    def delete_budget(self) -> ActionResult:
        """DeleteBudget."""
        given = self._parameters
        self.backend.delete_budget(given["AccountId"], given["BudgetName"])
        self.backend.tags.pop(self._arn, None)
        for action_id in self.backend.actions.pop((given["AccountId"], given["BudgetName"]), {}):
            self.backend.tags.pop(f"{self._arn}/action/{action_id}", None)
        return EmptyResult()

    def create_notification(self) -> ActionResult:
        """CreateNotification."""
        given = self._parameters
        check_subscribers(given["Subscribers"])
        if any(_same(given["Notification"], known.details) for known in self._budget.notifications):
            raise DuplicateRecordException("notification", given["BudgetName"])
        self._budget.add_notification(given["Notification"], given["Subscribers"])
        return EmptyResult()

    def delete_notification(self) -> ActionResult:
        """DeleteNotification."""
        self._budget.notifications.remove(self._notification)
        return EmptyResult()

    def describe_notifications_for_budget(self) -> ActionResult:
        """DescribeNotificationsForBudget."""
        shown = [{"NotificationState": "OK", **known.details} for known in self._budget.notifications]
        return ActionResult({"Notifications": shown})

    def describe_subscribers_for_notification(self) -> ActionResult:
        """DescribeSubscribersForNotification."""
        return ActionResult({"Subscribers": self._notification.subscribers})

    def update_notification(self) -> ActionResult:
        """UpdateNotification."""
        self._find(self._parameters["OldNotification"]).details = self._parameters["NewNotification"]
        return EmptyResult()

    def create_subscriber(self) -> ActionResult:
        """CreateSubscriber."""
        subscribers = [*self._notification.subscribers, self._parameters["Subscriber"]]
        check_subscribers(subscribers)
        self._notification.subscribers = subscribers
        return EmptyResult()

    def delete_subscriber(self) -> ActionResult:
        """DeleteSubscriber."""
        rest = [known for known in self._notification.subscribers if known != self._parameters["Subscriber"]]
        if len(rest) == len(self._notification.subscribers):
            raise NotFoundException("Unable to delete subscriber - the subscriber doesn't exist.")
        check_subscribers(rest)
        self._notification.subscribers = rest
        return EmptyResult()

    def tag_resource(self) -> ActionResult:
        """TagResource."""
        self._tags().update({tag["Key"]: tag["Value"] for tag in self._parameters["ResourceTags"]})
        return EmptyResult()

    def untag_resource(self) -> ActionResult:
        """UntagResource."""
        for key in self._parameters["ResourceTagKeys"]:
            self._tags().pop(key, None)
        return EmptyResult()

    def list_tags_for_resource(self) -> ActionResult:
        """ListTagsForResource."""
        return ActionResult({"ResourceTags": [{"Key": key, "Value": value} for key, value in self._tags().items()]})

    @property
    def _parameters(self) -> dict[str, Any]:
        return parameters(self)

    @property
    def _arn(self) -> str:
        given = self._parameters
        name = given.get("BudgetName") or given["Budget"]["BudgetName"]
        return f"arn:{self.partition}:budgets::{given['AccountId']}:budget/{name}"

    @property
    def _budget(self) -> Budget:
        return self.backend.budget(self._parameters["AccountId"], self._parameters["BudgetName"])

    @property
    def _notification(self) -> Notification:
        return self._find(self._parameters["Notification"])

    def _find(self, details: dict[str, Any]) -> Notification:
        for known in self._budget.notifications:
            if _same(details, known.details):
                return known
        raise NotFoundException("Unable to get notification - the notification doesn't exist.")

    def _tags(self) -> dict[str, str]:
        arn = self._parameters["ResourceARN"]
        if arn not in self.backend.tags:
            raise NotFoundException(f"Unable to find resource: {arn}")
        return self.backend.tags[arn]  # type: ignore[no-any-return]


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    def key(details: dict[str, Any]) -> tuple[Any, ...]:
        kind = details.get("ThresholdType", "PERCENTAGE")
        operator = details["ComparisonOperator"]
        return details["NotificationType"], operator, float(details["Threshold"]), kind

    return key(one) == key(other)


def _check_name(name: str) -> None:
    if not 1 <= len(name) <= 100 or ":" in name or "\\" in name:
        raise _invalid("The budget's name must have 1 to 100 characters, none of them ':' or '\\'.")


def _with_defaults(budget: dict[str, Any]) -> dict[str, Any]:
    given = {key: value for key, value in budget.items() if value is not None}
    # AWS works the limit of such a budget out of what was spent; here nothing ever was.
    adjusted = {"BudgetLimit": {"Amount": "0.0", "Unit": "USD"}} if "AutoAdjustData" in given else {}
    return {**adjusted, **given}


def _invalid(message: str) -> JsonRESTError:
    return JsonRESTError("InvalidParameterException", message)
