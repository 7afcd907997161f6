"""RS391: a type of resource that AWS Config does not know."""

from __future__ import annotations

from collections.abc import Iterator

from components.aws_config.resource_types import recorded_types
from components.aws_config.variables import AwsConfigVariables
from model.finding import Path, Problem, suggestion

RULE = "RS391"
_LIST = "components/aws_config/resource_types.yaml"


def resource_types(variables: AwsConfigVariables) -> Iterator[Problem]:
    """A problem for each type that is none of those known here."""
    override = variables.recording_mode.recording_mode_override
    given: list[tuple[Path, list[str]]] = [(("vars", "excluded_resource_types"), variables.excluded_resource_types)]
    if override:
        inner = ("vars", "recording_mode", "recording_mode_override", "resource_types")
        given.append((inner, override.resource_types))
    for path, types in given:
        for index, one in enumerate(types):
            if one not in recorded_types():
                hint = suggestion(one, recorded_types())
                text = f"no type '{one}'{hint}; one that AWS records since goes into {_LIST}"
                yield Problem(RULE, text, (*path, index))
