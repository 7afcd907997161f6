"""What is wrong with recorders before anything runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blocks.place import CheckPlace
from components.aws_config.check import check
from components.aws_config.owned import owned
from components.aws_config.resource_types import GLOBAL_TYPES, NEVER_DAILY, recorded_types
from components.aws_config.variables import AwsConfigVariables

LABELS = {"namespace": "acme", "tenant": "plat", "environment": "gbl", "stage": "dev"}
REGIONS = ["us-east-1", "eu-west-1"]
PLACE = CheckPlace(Path(), "plat-dev")


def _variables(**variables: Any) -> AwsConfigVariables:
    return AwsConfigVariables.model_validate(LABELS | {"regions": REGIONS} | variables)


def _found(**variables: Any) -> list[tuple[str, object]]:
    return [(problem.rule, problem.path[1:]) for problem in check(_variables(**variables), PLACE)]


def _override(*types: str, frequency: str = "DAILY") -> dict[str, Any]:
    return {"recording_mode_override": {"resource_types": list(types), "recording_frequency": frequency}}


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"global_resource_collector_region": "eu-west-1"},
        {"regions": ["eu-south-2", "eu-west-1"], "global_resource_collector_region": "eu-west-1"},
        {"recording_mode": _override("AWS::EC2::NetworkInterface"), "excluded_resource_types": ["AWS::EC2::Subnet"]},
        {"recording_mode": _override(*NEVER_DAILY, frequency="CONTINUOUS")},
        {"sns_topic_arns": {"eu-west-1": "arn:aws:sns:eu-west-1:111111111111:config"}},
        {"create_iam_role": False, "iam_role_arn": "arn:aws:iam::111111111111:role/config"},
        {"create_iam_role": False, "iam_role_arn": "arn:aws:iam::111111111111:role/config", "name": "a" * 60},
        {"enabled": False, "global_resource_collector_region": "ap-south-1"},
    ],
)
def test_what_is_right(variables: dict[str, Any]) -> None:
    assert _found(**variables) == []


@pytest.mark.parametrize(
    ("variables", "rule", "path"),
    [
        ({"global_resource_collector_region": "ap-south-1"}, "RS390", ("global_resource_collector_region",)),
        ({"regions": ["eu-south-2", "eu-central-2"]}, "RS390", ("global_resource_collector_region",)),
        ({"excluded_resource_types": ["AWS::EC2::Interface"]}, "RS391", ("excluded_resource_types", 0)),
        (
            {"recording_mode": _override("AWS::IAM::Role", "IAM::Role")},
            "RS391",
            ("recording_mode", "recording_mode_override", "resource_types", 1),
        ),
        (
            {"recording_mode": _override("AWS::IAM::Role"), "excluded_resource_types": ["AWS::IAM::Role"]},
            "RS392",
            ("recording_mode", "recording_mode_override", "resource_types", 0),
        ),
        (
            {"recording_mode": _override("AWS::Config::ResourceCompliance")},
            "RS392",
            ("recording_mode", "recording_mode_override", "resource_types", 0),
        ),
        (
            {"sns_topic_arns": {"ap-south-1": "arn:aws:sns:ap-south-1:111111111111:config"}},
            "RS393",
            ("sns_topic_arns", "ap-south-1"),
        ),
        (
            {"sns_topic_arns": {"us-east-1": "arn:aws:sns:eu-west-1:111111111111:config"}},
            "RS393",
            ("sns_topic_arns", "us-east-1"),
        ),
        ({"iam_role_arn": "arn:aws:iam::111111111111:role/config"}, "RS394", ("iam_role_arn",)),
        ({"create_iam_role": False}, "RS394", ("create_iam_role",)),
        ({"name": "a" * 60}, "RS395", ("name",)),
        ({"delimiter": "/"}, "RS395", ("name",)),
    ],
)
def test_each_rule(variables: dict[str, Any], rule: str, path: tuple[object, ...]) -> None:
    assert _found(**variables) == [(rule, path)]


def test_an_old_region_is_offered_for_what_is_global() -> None:
    variables = _variables(regions=["eu-south-2", "eu-west-1"], global_resource_collector_region="eu-south-2")
    (problem,) = check(variables, PLACE)
    assert "a region opened after February 2022: choose one of eu-west-1" in problem.message


def test_an_account_has_one_recorder_a_region() -> None:
    claims = [(one.account, one.what) for one in owned(_variables(), PLACE)]
    assert claims == [(PLACE.account, f"configuration recorder in {region}") for region in REGIONS]


def test_types_are_known_by_their_whole_names() -> None:
    assert {*GLOBAL_TYPES, *NEVER_DAILY, "AWS::EC2::Instance", "AWS::S3::Bucket"} <= recorded_types()
