"""Settings that AWS would refuse, or that would not do what they say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from blocks.place import CheckPlace, Peer
from components.account_settings.check import check
from components.account_settings.variables import AccountSettingsVariables
from model.finding import Problem

Problems = Callable[..., list[Problem]]
KEY = "arn:aws:kms:eu-west-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab"
REGIONS = ["us-east-1", "eu-west-1"]

GOOD: list[dict[str, Any]] = [
    {},
    *({"account_alias": alias} for alias in ("acme-core-audit", "abc", "a" * 63, "123-456")),
    {"account_alias": "Acme", "account_alias_enabled": False},
    {"account_alias": "Acme", "enabled": False},
    {"regions": REGIONS, "ebs_default_kms_key_arn": KEY},
    {"regions": REGIONS, "ebs_default_kms_key_arns": {"eu-west-1": KEY}},
    {"ec2_instance_metadata_http_put_response_hop_limit": -1},
    {"emr_permitted_public_security_group_rule_ranges": [{"min_range": 22, "max_range": 22}]},
    {"management": True, "access_analyzer_type": "ORGANIZATION"},
]

BAD: list[tuple[str, dict[str, Any], tuple[str | int, ...], str]] = [
    *(
        ("RS301", {"account_alias": alias}, ("account_alias",), "not one that IAM accepts")
        for alias in ("ab", "a" * 64, "Acme", "acme--core", "-acme", "acme-", "123456789012", "acme.core")
    ),
    ("RS302", {"ebs_default_kms_key_arn": KEY}, ("ebs_default_kms_key_arn",), "none of the regions"),
    (
        "RS302",
        {"regions": REGIONS, "ebs_default_kms_key_arns": {"us-east-1": KEY}},
        ("ebs_default_kms_key_arns", "us-east-1"),
        "is not the ARN of a KMS key in 'us-east-1'",
    ),
    (
        "RS302",
        {"regions": REGIONS, "ebs_default_kms_key_arns": {"eu-west-2": KEY}},
        ("ebs_default_kms_key_arns", "eu-west-2"),
        "'eu-west-2' is none of the regions of this instance (us-east-1, eu-west-1)",
    ),
    (
        "RS302",
        {"regions": REGIONS, "ebs_default_kms_key_arn": KEY, "ebs_default_encryption_enabled": False},
        ("ebs_default_kms_key_arn",),
        "a key without encryption",
    ),
    (
        "RS303",
        {"ec2_instance_metadata_http_put_response_hop_limit": 0},
        ("ec2_instance_metadata_http_put_response_hop_limit",),
        "1 to 64 hops",
    ),
    (
        "RS304",
        {"emr_permitted_public_security_group_rule_ranges": [{"min_range": 80, "max_range": 22}]},
        ("emr_permitted_public_security_group_rule_ranges", 0, "max_range"),
        "ports 80 to 22 end before they begin",
    ),
    ("RS305", {"access_analyzer_type": "ORGANIZATION"}, ("access_analyzer_type",), "delegated"),
]


@pytest.mark.parametrize("variables", GOOD)
def test_settings_that_aws_takes_have_no_problem(problems: Problems, variables: dict[str, Any]) -> None:
    assert problems(**variables) == []


@pytest.mark.parametrize(("rule", "variables", "path", "words"), BAD)
def test_each_rule_names_the_variable_and_the_remedy(
    problems: Problems, rule: str, variables: dict[str, Any], path: tuple[str | int, ...], words: str
) -> None:
    (problem,) = problems(**variables)
    assert (problem.rule, problem.path) == (rule, ("vars", *path))
    assert words in problem.message


@pytest.mark.parametrize(("administrator", "rules"), [("core-audit", []), ("core-security", ["RS305"])])
def test_a_delegated_administrator_may_have_an_analyzer_of_the_organization(
    administrator: str, rules: list[str]
) -> None:
    delegated = {"delegated_administrators": {"access-analyzer.amazonaws.com": [administrator]}}
    peers = [Peer("account", "account", "core-root", delegated), Peer("budget", "budget", "core-audit", {})]
    place = CheckPlace(Path(), "core-audit", peers=lambda: peers)
    variables = AccountSettingsVariables(namespace="acme", stage="audit", access_analyzer_type="ORGANIZATION")
    assert [one.rule for one in check(variables, place)] == rules
