"""RS303: a hop limit of the instance metadata service that EC2 would refuse."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.account_settings.variables import AccountSettingsVariables
from model.finding import Problem

RULE = "RS303"
_VARIABLE = "ec2_instance_metadata_http_put_response_hop_limit"


def hop_limit(variables: AccountSettingsVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """A problem for zero hops: EC2 takes 1 to 64, and -1 for no preference."""
    if variables.ec2_instance_metadata_http_put_response_hop_limit == 0:
        yield Problem(RULE, f"`{_VARIABLE}`: EC2 takes 1 to 64 hops, or -1 for no preference", ("vars", _VARIABLE))
