"""RS353: selectors that CloudTrail would refuse."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.cloudtrail.variables import CloudTrailVariables
from model.finding import Problem

RULE = "RS353"
_MOST_RESOURCES = 250
_MOST_CONDITIONS = 500
"""Source: docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html, checked 2026-08-01."""


def selectors(variables: CloudTrailVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """A problem for selectors of both forms, for too many, and for selectors that select nothing."""
    basic, advanced = variables.event_selector, variables.advanced_event_selector
    if basic and advanced:
        yield _problem("a trail has basic or advanced selectors: leave one of the two out", "event_selector")
    resources = sum(len(one.values) for selector in basic for one in selector.data_resource)
    if resources > _MOST_RESOURCES:
        text = f"{resources} data resources over all selectors; CloudTrail takes {_MOST_RESOURCES}: use advanced ones"
        yield _problem(text, "event_selector")
    for index, selector in enumerate(basic):
        if selector.exclude_management_event_sources and not selector.include_management_events:
            text = "only management events can be excluded: set `include_management_events: true`"
            yield _problem(text, "event_selector", index, "exclude_management_event_sources")
    conditions = 0
    for index, item in enumerate(advanced):
        conditions += sum(len(values) for field in item.field_selector for values in _values(field))
        if not any(field.field == "eventCategory" and field.equals for field in item.field_selector):
            text = "an advanced selector says what it selects: a field `eventCategory` with `equals`"
            yield _problem(text, "advanced_event_selector", index)
        for place_of, field in enumerate(item.field_selector):
            if not list(_values(field)):
                text = "a field without a comparison: give `equals`, `starts_with` or another"
                yield _problem(text, "advanced_event_selector", index, "field_selector", place_of)
    if conditions > _MOST_CONDITIONS:
        text = f"{conditions} values over all selectors; CloudTrail takes {_MOST_CONDITIONS}"
        yield _problem(text, "advanced_event_selector")


def _values(field: object) -> Iterator[list[str]]:
    names = ("equals", "not_equals", "starts_with", "not_starts_with", "ends_with", "not_ends_with")
    return (getattr(field, name) for name in names if getattr(field, name))


def _problem(text: str, *path: str | int) -> Problem:
    return Problem(RULE, text, ("vars", *path))
