"""Selectors as the provider takes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from components.cloudtrail.selectors import AdvancedEventSelector, EventSelector, FieldSelector

_COMPARISONS = {
    "equals": "equals",
    "not_equals": "not_equals",
    "starts_with": "starts_withs",
    "not_starts_with": "not_starts_withs",
    "ends_with": "ends_withs",
    "not_ends_with": "not_ends_withs",
}


def basic_selectors(selectors: Iterable[EventSelector]) -> list[Any]:
    """Basic selectors."""
    return [
        {
            "read_write_type": selector.read_write_type,
            "include_management_events": selector.include_management_events,
            "exclude_management_event_sources": selector.exclude_management_event_sources,
            "data_resources": [{"type": one.type, "values": one.values} for one in selector.data_resource],
        }
        for selector in selectors
    ]


def advanced_selectors(selectors: Iterable[AdvancedEventSelector]) -> list[Any]:
    """Advanced selectors."""
    return [
        {
            **({"name": selector.name} if selector.name else {}),
            "field_selectors": [_field(field) for field in selector.field_selector],
        }
        for selector in selectors
    ]


def _field(field: FieldSelector) -> dict[str, Any]:
    comparisons = {theirs: getattr(field, ours) for ours, theirs in _COMPARISONS.items()}
    return {"field": field.field, **{name: values for name, values in comparisons.items() if values}}
