"""What is wrong with a trail before anything runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from blocks.place import CheckPlace, Peer
from components.cloudtrail.check import check
from components.cloudtrail.variables import CloudTrailVariables

LABELS = {"namespace": "acme", "tenant": "core", "environment": "gbl", "stage": "root", "name": "cloudtrail"}
OPEN = {"Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"}
FIELD = {"field": "eventCategory", "equals": ["Data"]}


def _found(management: bool = True, peers: tuple[Peer, ...] = (), **variables: Any) -> list[tuple[str, object]]:
    place = CheckPlace(Path(), "core-root", management, peers=lambda: peers)
    problems = check(CloudTrailVariables.model_validate(LABELS | variables), place)
    return [(problem.rule, problem.path[1:]) for problem in problems]


def test_the_defaults_are_right() -> None:
    assert _found() == []
    assert _found(is_organization_trail=True, cis_alarms_enabled=True) == []


@pytest.mark.parametrize(
    ("variables", "rule", "path"),
    [
        ({"namespace": "", "tenant": "", "environment": "", "stage": "", "name": "ab"}, "RS350", ("name",)),
        ({"name": "a" * 60}, "RS350", ("name",)),
        (
            {"event_selector": [{}], "advanced_event_selector": [{"field_selector": [FIELD]}]},
            "RS353",
            ("event_selector",),
        ),
        (
            {
                "event_selector": [
                    {
                        "include_management_events": False,
                        "exclude_management_event_sources": ["kms.amazonaws.com"],
                    }
                ]
            },
            "RS353",
            ("event_selector", 0, "exclude_management_event_sources"),
        ),
        (
            {"advanced_event_selector": [{"field_selector": [FIELD, {"field": "eventName"}]}]},
            "RS353",
            ("advanced_event_selector", 0, "field_selector", 1),
        ),
        (
            {"advanced_event_selector": [{"field_selector": [{"field": "eventName", "equals": ["RunInstances"]}]}]},
            "RS353",
            ("advanced_event_selector", 0),
        ),
        ({"cis_alarms_excluded": ["root-use"]}, "RS354", ("cis_alarms_excluded", 0)),
        ({"cis_alarms_enabled": True, "cloudwatch_logs_enabled": False}, "RS354", ("cis_alarms_enabled",)),
        (
            {"cis_alarms_enabled": True, "cloudwatch_log_group_class": "INFREQUENT_ACCESS"},
            "RS354",
            ("cis_alarms_enabled",),
        ),
        ({"include_global_service_events": False}, "RS355", ("include_global_service_events",)),
        ({"kms_abac_statements": [OPEN]}, "RS356", ("kms_abac_statements", 0)),
        ({"s3_bucket_name": "logs", "is_organization_trail": True}, "RS357", ("s3_bucket_name",)),
        ({"s3_bucket_name": "logs", "audit_access_enabled": True}, "RS357", ("audit_access_enabled",)),
    ],
)
def test_each_rule(variables: dict[str, Any], rule: str, path: tuple[object, ...]) -> None:
    assert _found(**variables) == [(rule, path)]


def test_the_organizations_trail_belongs_to_the_management_account() -> None:
    assert _found(management=False, is_organization_trail=True) == [("RS351", ("is_organization_trail",))]


def test_a_second_recording_is_a_warning_that_says_what_it_costs() -> None:
    peer = Peer("cloudtrail", "organization-trail", "core-root", {"is_organization_trail": True})
    place = CheckPlace(Path(), "plat-dev", peers=lambda: (peer,))
    (problem,) = check(CloudTrailVariables.model_validate(LABELS), place)
    assert (problem.rule, problem.severity) == ("RS352", "warning")
    assert "'organization-trail' in 'core-root'" in problem.message and "USD 2.00" in problem.message
    assert list(check(CloudTrailVariables.model_validate(LABELS | {"enabled": False}), place)) == []


def test_a_retention_that_is_not_offered_names_those_that_are() -> None:
    with pytest.raises(ValidationError, match="nearest: 545 or 731"):
        CloudTrailVariables(cloudwatch_logs_retention_in_days=730)
