"""Wanted quotas that AWS would refuse, or that mean something else than they say."""

from __future__ import annotations

from typing import Any

import pytest

from blocks.quota.rules import quota_problems
from blocks.quota.variables import WantedQuota
from model.finding import Problem

VPCS = {"service_code": "vpc", "quota_code": "L-F678F1CE", "value": 20}
ROLES = {"service_code": "iam", "quota_name": "Roles per account", "value": 2000}

GOOD: list[dict[str, Any]] = [
    {"vpcs": VPCS},
    {"vpcs": None},
    {"roles": ROLES, "same": {**ROLES, "value": 1000, "region": "us-east-1"}} | {"same": None},
    {"vpcs": VPCS, "europe": {**VPCS, "region": "eu-west-1"}},
    {"unknown to us": {"service_code": "newservice", "quota_code": "L-12345678", "value": 1}},
    {"only reported": {**VPCS, "value": None}},
    {"both": {**VPCS, "service_name": "anything", "quota_name": "anything"}},
]

BAD: list[tuple[str, dict[str, Any], tuple[str, ...], str]] = [
    ("RS310", {"x": {"quota_code": "L-F678F1CE"}}, ("x",), "`service_code` or `service_name`"),
    ("RS310", {"x": {"service_code": "vpc"}}, ("x",), "`quota_code` or `quota_name`"),
    (
        "RS311",
        {"x": {"service_name": "AWS lambda", "quota_name": "Concurrent executions", "value": 5000}},
        ("x", "service_name"),
        "did you mean 'AWS Lambda'?",
    ),
    (
        "RS311",
        {"x": {"service_code": "vpc", "quota_name": "VPC per Region", "value": 9}},
        ("x", "quota_name"),
        "did you mean 'VPCs per Region'?",
    ),
    ("RS312", {"x": {**VPCS, "value": 3}}, ("x", "value"), "3 is below 5, what AWS grants every account"),
    (
        "RS312",
        {"x": {"service_code": "iam", "quota_code": "L-F55AF5E4", "value": 6000}},
        ("x", "value"),
        "AWS does not raise 'Users per account' above 5000",
    ),
    ("RS313", {"x": {**ROLES, "region": "eu-west-1"}}, ("x", "region"), "AWS keeps it in us-east-1"),
    ("RS314", {"x": VPCS, "y": {**VPCS, "value": 30}}, ("y",), "asks for what 'x' asks for"),
    ("RS317", {"x": {**VPCS, "region": "eu-wst-1"}}, ("x", "region"), "did you mean 'eu-west-1'?"),
]


def problems(written: dict[str, Any]) -> list[Problem]:
    quotas = {key: None if one is None else WantedQuota.model_validate(one) for key, one in written.items()}
    return list(quota_problems(quotas, "quotas", "us-east-1"))


@pytest.mark.parametrize("written", GOOD)
def test_quotas_that_aws_takes_have_no_problem(written: dict[str, Any]) -> None:
    assert problems(written) == []


@pytest.mark.parametrize(("rule", "written", "path", "words"), BAD)
def test_each_rule_names_the_field_and_the_remedy(
    rule: str, written: dict[str, Any], path: tuple[str, ...], words: str
) -> None:
    (problem,) = problems(written)
    assert (problem.rule, problem.path) == (rule, ("vars", "quotas", *path))
    assert words in problem.message
