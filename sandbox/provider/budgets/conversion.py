"""Budgets between the provider's properties and AWS's request."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sandbox.provider.shapes import from_aws, to_aws
from sandbox.provider.wire import Properties

_LAYOUT = "%Y-%m-%d_%H:%M"
_EXPRESSION = {"ands": "And", "ors": "Or"}
_HISTORY = {"lookbackAvailablePeriods": "LookBackAvailablePeriods"}


def request(name: str, properties: Properties) -> dict[str, Any]:
    """The budget as CreateBudget and UpdateBudget take it."""
    period = {"Start": properties.get("timePeriodStart"), "End": properties.get("timePeriodEnd")}
    budget = {
        "BudgetName": name,
        "BudgetType": properties["budgetType"],
        "TimeUnit": properties["timeUnit"],
        "TimePeriod": {key: _moment(value) for key, value in period.items() if value},
        "BillingViewArn": properties.get("billingViewArn"),
        "CostFilters": _filters(properties.get("costFilters") or []),
        "CostTypes": to_aws(properties.get("costTypes") or {}),
        "FilterExpression": to_aws(properties.get("filterExpression"), _EXPRESSION),
        "Metrics": [properties["metrics"]] if properties.get("metrics") else None,
        **_limits(properties),
    }
    return {key: value for key, value in budget.items() if value}


def properties_of(budget: dict[str, Any], state: Properties) -> Properties:
    """The properties of a budget that AWS answered; what it does not tell stays as it was."""
    period, adjusted = budget.get("TimePeriod", {}), budget.get("AutoAdjustData")
    limit, planned = budget.get("BudgetLimit", {}), budget.get("PlannedBudgetLimits") or {}
    expression = from_aws(budget.get("FilterExpression"), _EXPRESSION)
    return {
        "budgetType": budget["BudgetType"],
        "timeUnit": budget["TimeUnit"],
        "timePeriodStart": _text(period.get("Start")),
        "timePeriodEnd": _text(period.get("End")),
        "billingViewArn": budget.get("BillingViewArn"),
        "costFilters": [{"name": name, "values": values} for name, values in (budget.get("CostFilters") or {}).items()],
        "costTypes": from_aws(budget.get("CostTypes")) or None,
        "filterExpression": expression or state.get("filterExpression"),
        "metrics": (budget.get("Metrics") or [state.get("metrics")])[0],
        "autoAdjustData": _adjusted(adjusted) if adjusted else None,
        "limitAmount": limit.get("Amount", state.get("limitAmount")),
        "limitUnit": limit.get("Unit", state.get("limitUnit")),
        "plannedLimits": [_planned(start, item) for start, item in planned.items()] or state.get("plannedLimits"),
    }


def _planned(start: str, limit: dict[str, Any]) -> Properties:
    moment = datetime.fromtimestamp(int(start), UTC)
    return {"startTime": _text(moment), "amount": limit["Amount"], "unit": limit["Unit"]}


def _limits(properties: Properties) -> dict[str, Any]:
    if adjusted := properties.get("autoAdjustData"):
        return {"AutoAdjustData": to_aws(adjusted, _HISTORY)}
    if planned := properties.get("plannedLimits"):
        return {
            "PlannedBudgetLimits": {
                str(int(_moment(item["startTime"]).timestamp())): {"Amount": item["amount"], "Unit": item["unit"]}
                for item in planned
            }
        }
    if properties.get("limitAmount") and properties.get("limitUnit"):
        return {"BudgetLimit": {"Amount": properties["limitAmount"], "Unit": properties["limitUnit"]}}
    return {}


def _filters(filters: list[Properties]) -> dict[str, list[str]]:
    """A name that is given twice gets the values of both."""
    merged: dict[str, list[str]] = {}
    for item in filters:
        merged.setdefault(item["name"], []).extend(item["values"])
    return merged


def _adjusted(answer: dict[str, Any]) -> Properties:
    found: Properties = from_aws(answer, _HISTORY)
    if "lastAutoAdjustTime" in found:
        found["lastAutoAdjustTime"] = _text(found["lastAutoAdjustTime"])
    return found


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _LAYOUT).replace(tzinfo=UTC)


def _text(moment: Any) -> str | None:
    return moment.astimezone(UTC).strftime(_LAYOUT) if isinstance(moment, datetime) else moment
