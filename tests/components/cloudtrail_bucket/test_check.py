"""What is wrong with an audit bucket before anything runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from blocks.place import CheckPlace
from components.cloudtrail_bucket.check import check
from components.cloudtrail_bucket.variables import CloudTrailBucketVariables

LABELS = {"namespace": "acme", "tenant": "core", "environment": "ue1", "stage": "audit", "name": "cloudtrail"}


def _found(management: bool = False, **variables: Any) -> list[tuple[str, object]]:
    place = CheckPlace(Path(), "core-audit", management)
    problems = check(CloudTrailBucketVariables.model_validate(LABELS | variables), place)
    return [(problem.rule, problem.path[1:]) for problem in problems]


def test_the_defaults_are_right() -> None:
    assert _found() == []


@pytest.mark.parametrize(
    ("variables", "rule", "path"),
    [
        ({"name": "a" * 60}, "RS340", ("name",)),
        ({"bucket_name": "acme", "create_access_log_bucket": True, "namespace": ""}, None, ()),
        ({"bucket_name": "a" * 60, "create_access_log_bucket": True}, "RS340", ("bucket_name",)),
        ({"standard_transition_days": 29}, "RS341", ("standard_transition_days",)),
        ({"glacier_transition_days": 59}, "RS341", ("glacier_transition_days",)),
        ({"expiration_days": 90}, "RS341", ("expiration_days",)),
        ({"noncurrent_version_expiration_days": 30}, "RS341", ("noncurrent_version_expiration_days",)),
        (
            {"versioning_enabled": False, "object_lock_configuration": {"mode": "GOVERNANCE", "days": 30}},
            "RS342",
            ("object_lock_configuration",),
        ),
        (
            {"object_lock_configuration": {"mode": "COMPLIANCE", "years": 7}},
            "RS342",
            ("object_lock_configuration",),
        ),
        (
            {"create_access_log_bucket": True, "access_log_bucket_name": "acme-logs"},
            "RS343",
            ("access_log_bucket_name",),
        ),
        ({"access_log_sources": ["acme-config"]}, "RS343", ("access_log_sources",)),
        ({"policy": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*"}]}, "RS345", ("policy", 0)),
    ],
)
def test_each_rule(variables: dict[str, Any], rule: str | None, path: tuple[object, ...]) -> None:
    assert _found(**variables) == ([(rule, path)] if rule else [])


def test_the_management_account_is_no_place_for_it() -> None:
    assert _found(management=True) == [("RS344", ())]


def test_object_lock_is_for_days_or_years() -> None:
    for lock in ({"mode": "GOVERNANCE"}, {"mode": "GOVERNANCE", "days": 1, "years": 1}):
        with pytest.raises(ValidationError, match="exactly one of `days` and `years`"):
            CloudTrailBucketVariables.model_validate(LABELS | {"object_lock_configuration": lock})
