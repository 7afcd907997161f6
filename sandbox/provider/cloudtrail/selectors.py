"""Event selectors of trails between the provider's properties and CloudTrail's request."""

from __future__ import annotations

from typing import Any

from sandbox.provider.shapes import given
from sandbox.provider.wire import Properties

DEFAULT: dict[str, Any] = {"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": []}
"""What a trail has when nobody selected anything; it is shown as an empty list."""

_OPERATORS = {
    "equals": "Equals",
    "notEquals": "NotEquals",
    "startsWiths": "StartsWith",
    "notStartsWiths": "NotStartsWith",
    "endsWiths": "EndsWith",
    "notEndsWiths": "NotEndsWith",
}


def basic_request(selectors: list[Properties]) -> list[dict[str, Any]]:
    """Basic selectors; the default one when there are none."""
    return [_basic_request(item) for item in selectors] or [DEFAULT]


def basic_answer(selectors: list[dict[str, Any]]) -> list[Properties]:
    """Basic selectors; none for the default one."""
    found = [_basic_answer(item) for item in selectors]
    plain = {"readWriteType": "All", "includeManagementEvents": True}
    return [] if found == [plain] else found


def advanced_request(selectors: list[Properties]) -> list[dict[str, Any]]:
    """Advanced selectors."""
    return [
        {
            **given(Name=item.get("name")),
            "FieldSelectors": [
                {
                    "Field": field["field"],
                    **{theirs: field[name] for name, theirs in _OPERATORS.items() if field.get(name)},
                }
                for field in item["fieldSelectors"]
            ],
        }
        for item in selectors
    ]


def advanced_answer(selectors: list[dict[str, Any]]) -> list[Properties]:
    """Advanced selectors."""
    return [
        {
            **given(name=item.get("Name")),
            "fieldSelectors": [
                {
                    "field": field["Field"],
                    **{name: field[theirs] for name, theirs in _OPERATORS.items() if field.get(theirs)},
                }
                for field in item["FieldSelectors"]
            ],
        }
        for item in selectors
    ]


def _basic_request(item: Properties) -> dict[str, Any]:
    resources = item.get("dataResources") or []
    return {
        "ReadWriteType": item["readWriteType"],
        "IncludeManagementEvents": item["includeManagementEvents"],
        "DataResources": [{"Type": entry["type"], "Values": entry["values"]} for entry in resources],
        **given(ExcludeManagementEventSources=item.get("excludeManagementEventSources")),
    }


def _basic_answer(item: dict[str, Any]) -> Properties:
    return {
        "readWriteType": item.get("ReadWriteType", "All"),
        "includeManagementEvents": item.get("IncludeManagementEvents", True),
        **given(
            dataResources=[
                {"type": entry["Type"], "values": entry.get("Values", [])} for entry in item.get("DataResources") or ()
            ],
            excludeManagementEventSources=item.get("ExcludeManagementEventSources"),
        ),
    }
