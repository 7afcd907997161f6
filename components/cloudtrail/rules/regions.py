"""RS355: a trail of all regions that leaves global events out."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.cloudtrail.variables import CloudTrailVariables
from model.finding import Problem

RULE = "RS355"


def regions(variables: CloudTrailVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """A problem for a combination that CloudTrail refuses."""
    if variables.is_multi_region_trail and not variables.include_global_service_events:
        text = "a trail of all regions records global events too: set `include_global_service_events: true`"
        yield Problem(RULE, text, ("vars", "include_global_service_events"))
