"""RS390: users, groups, roles and policies of IAM that no region would record."""

from __future__ import annotations

from collections.abc import Iterator

from components.aws_config.variables import AwsConfigVariables
from model.finding import Problem, listing

RULE = "RS390"
_WITHOUT_IAM = frozenset(
    {
        *("ap-east-2", "ap-south-2", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7"),
        *("ca-west-1", "eu-central-2", "eu-south-2", "eusc-de-east-1", "il-central-1", "me-central-1", "mx-central-1"),
    }
)
"""Regions that AWS has opened since February 2022: AWS Config records nothing of IAM there.

Source: docs.aws.amazon.com/config/latest/developerguide/select-resources.html#select-resources-all.
"""


def global_region(variables: AwsConfigVariables) -> Iterator[Problem]:
    """A problem where the chosen region has no recorder, or one that does not record IAM."""
    regions, chosen = variables.all_regions, variables.global_region
    path = ("vars", "global_resource_collector_region")
    if chosen not in regions:
        text = f"'{chosen}' is none of the regions that are recorded (valid: {listing(regions)})"
        yield Problem(RULE, f"`global_resource_collector_region`: {text}", path)
    elif chosen in _WITHOUT_IAM:
        able = [region for region in regions if region not in _WITHOUT_IAM]
        remedy = f"choose one of {listing(able)}" if able else "add an older region to `regions`"
        text = f"AWS Config records nothing of IAM in '{chosen}', a region opened after February 2022: {remedy}"
        yield Problem(RULE, f"`global_resource_collector_region`: {text}", path)
