"""RS351: a trail of the organization outside its management account."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.cloudtrail.variables import CloudTrailVariables
from model.finding import Problem

RULE = "RS351"


def organization_trail(variables: CloudTrailVariables, place: CheckPlace) -> Iterator[Problem]:
    """A problem for an organization's trail that a member account would own."""
    if variables.is_organization_trail and not place.management:
        text = (
            f"the organization's trail works only from the management account, not from '{place.account}': move it, "
            "or leave out `is_organization_trail`"
        )
        yield Problem(RULE, text, ("vars", "is_organization_trail"))
