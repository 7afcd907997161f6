"""What an ``aws-config`` instance claims in its account."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.owned import Owned
from blocks.place import CheckPlace
from components.aws_config.variables import AwsConfigVariables


def owned(variables: AwsConfigVariables, place: CheckPlace) -> Iterator[Owned]:
    """The recorder of each region: AWS has one."""
    for region in variables.all_regions:
        yield Owned(place.account, f"configuration recorder in {region}", ("vars", "recorder_name"))
