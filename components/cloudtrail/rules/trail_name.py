"""RS350: a trail's name, once the labels are put together, that CloudTrail would refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blocks.place import CheckPlace
from components.cloudtrail.variables import CloudTrailVariables
from model.finding import Problem

RULE = "RS350"
_NAME = re.compile(r"(?!\d+\.\d+\.\d+\.\d+$)[A-Za-z0-9](?:[A-Za-z0-9]|[._-](?![._-])){1,126}[A-Za-z0-9]")
"""Source: docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html."""
_ROLE_LENGTH = 64


def trail_name(variables: CloudTrailVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """A problem for a name that is not one, or that is too long for the role of the same name."""
    name = variables.trail_name
    if not _NAME.fullmatch(name):
        text = (
            f"the trail's name '{name}' is not one that CloudTrail takes: 3 to 128 letters, digits and single '.', "
            "'_' or '-', first and last a letter or digit; change the labels"
        )
        yield Problem(RULE, text, ("vars", "name"))
    elif variables.cloudwatch_logs_enabled and len(name) > _ROLE_LENGTH:
        text = (
            f"the trail's name '{name}' has {len(name)} characters, and its role has the same name; IAM takes "
            f"{_ROLE_LENGTH}: shorten the labels, or set `id_length_limit: {_ROLE_LENGTH}`"
        )
        yield Problem(RULE, text, ("vars", "name"))
