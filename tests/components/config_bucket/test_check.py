"""What is wrong with a bucket of AWS Config before anything runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blocks.place import CheckPlace
from components.config_bucket.check import check
from components.config_bucket.variables import ConfigBucketVariables

LABELS = {"namespace": "acme", "tenant": "core", "environment": "ue1", "stage": "audit"}
ACCOUNTS = frozenset({"core-root", "core-audit", "plat-dev"})


def _found(management: bool = False, **variables: Any) -> list[tuple[str, object]]:
    place = CheckPlace(Path(), "core-audit", management, account_names=lambda: ACCOUNTS)
    problems = check(ConfigBucketVariables.model_validate(LABELS | variables), place)
    return [(problem.rule, problem.path[1:]) for problem in problems]


@pytest.mark.parametrize("recorders", ["all", "organization", ["core-audit", "plat-dev"]])
def test_what_is_right(recorders: Any) -> None:
    assert _found(account_recorders=recorders) == []


@pytest.mark.parametrize(
    ("variables", "rule", "path"),
    [
        ({"name": "a" * 60}, "RS340", ("name",)),
        ({"standard_transition_days": 29}, "RS341", ("standard_transition_days",)),
        ({"expiration_days": 90}, "RS341", ("expiration_days",)),
        (
            {"create_access_log_bucket": True, "access_log_bucket_name": "acme-logs"},
            "RS343",
            ("access_log_bucket_name",),
        ),
        (
            {"access_log_bucket_name": "acme-logs", "access_log_bucket_component_name": "cloudtrail-bucket"},
            "RS347",
            ("access_log_bucket_name",),
        ),
        (
            {"create_access_log_bucket": True, "access_log_bucket_component_name": "cloudtrail-bucket"},
            "RS347",
            ("create_access_log_bucket",),
        ),
        ({"policy": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*"}]}, "RS345", ("policy", 0)),
        ({"account_recorders": ["plat-dve"]}, "RS346", ("account_recorders", 0)),
    ],
)
def test_each_rule(variables: dict[str, Any], rule: str, path: tuple[object, ...]) -> None:
    assert _found(**variables) == [(rule, path)]


def test_the_management_account_is_no_place_for_it() -> None:
    assert _found(management=True) == [("RS344", ())]


def test_what_is_switched_off_is_not_looked_at() -> None:
    assert _found(management=True, enabled=False) == []
