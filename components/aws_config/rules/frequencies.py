"""RS392: a frequency that types of resources cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from components.aws_config.resource_types import NEVER_DAILY
from components.aws_config.variables import AwsConfigVariables
from model.finding import Problem

RULE = "RS392"


def frequencies(variables: AwsConfigVariables) -> Iterator[Problem]:
    """A problem for each type that is not recorded at all, or that AWS records at once only."""
    override = variables.recording_mode.recording_mode_override
    if override is None:
        return
    for index, one in enumerate(override.resource_types):
        path = ("vars", "recording_mode", "recording_mode_override", "resource_types", index)
        if one in variables.excluded_resource_types:
            text = f"'{one}' is not recorded: take it out of `excluded_resource_types`, or out of here"
            yield Problem(RULE, text, path)
        if override.recording_frequency == "DAILY" and one in NEVER_DAILY:
            yield Problem(RULE, f"AWS records '{one}' at once, never daily: take it out", path)
