"""What ``cloudtrail`` registers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from blocks.wiring import Wiring
from components.cloudtrail.alarms import CIS_ALARMS
from components.cloudtrail.resource import build
from components.cloudtrail.variables import CloudTrailVariables

LABELS = {"namespace": "acme", "tenant": "core", "environment": "gbl", "stage": "root", "name": "cloudtrail"}
NAME = "organization-trail-gbl"
BUCKET = {
    "cloudtrail_bucket_id": "acme-core-ue1-audit-cloudtrail",
    "account_id": "222222222222",
    "organization_id": "o-abcdefghij",
    "region": "us-east-1",
    "s3_key_prefix": "",
}


def _registered(recorder: Any, bucket: dict[str, Any] | None = BUCKET, **variables: Any) -> Any:
    def program() -> Any:
        provider = aws.Provider("core-root", region="us-east-1")
        upstreams = {"bucket": bucket} if bucket else {}
        wiring = Wiring(provider=provider, config_root=Path(), account="core-root", upstreams=upstreams)
        return build(NAME, CloudTrailVariables.model_validate(LABELS | variables), wiring).exports

    recorder.answers["aws:index/getCallerIdentity:getCallerIdentity"] = lambda _: {"accountId": "111111111111"}
    for token in ("kms/key:Key", "cloudwatch/logGroup:LogGroup", "iam/role:Role", "sns/topic:Topic"):
        recorder.outputs[f"aws:{token}"] = lambda args: (f"{args.name}-id", {"arn": f"arn:of:{args.name}"})
    recorder.outputs["aws:cloudtrail/trail:Trail"] = lambda args: (
        args.name,
        {"arn": f"arn:of:{args.name}", "homeRegion": "us-east-1"},
    )
    return recorder.run(program)


def _trail(recording: Any) -> Any:
    (trail,) = recording.of_type("aws:cloudtrail/trail:Trail").values()
    return trail


def test_the_organizations_trail_waits_for_role_and_bucket(recorder: Any) -> None:
    recording = _registered(recorder, is_organization_trail=True, audit_access_enabled=True)
    trail = _trail(recording)
    assert (trail.parent, trail.provider, trail.protect) == (NAME, "core-root", True)
    assert f"{NAME}-role-policy" in trail.dependencies
    assert dict(trail.inputs) == {
        "name": "acme-core-gbl-root-cloudtrail",
        "s3BucketName": "acme-core-ue1-audit-cloudtrail",
        "cloudWatchLogsGroupArn": f"arn:of:{NAME}-logs:*",
        "cloudWatchLogsRoleArn": f"arn:of:{NAME}-role",
        "enableLogFileValidation": True,
        "enableLogging": True,
        "includeGlobalServiceEvents": True,
        "isMultiRegionTrail": True,
        "isOrganizationTrail": True,
        "kmsKeyId": f"arn:of:{NAME}-trail-key",
        "region": "us-east-1",
        "tags": trail.inputs["tags"],
    }
    protected = {one.name.removeprefix(NAME) for one in recording.resources if one.protect}
    assert protected == {"-trail", "-trail-key", "-logs"}
    inputs = {one.name.removeprefix(NAME): one.inputs for one in recording.resources}
    assert "o-abcdefghij_*" in inputs["-role-policy"]["policy"]
    assert "222222222222:root" in inputs["-trail-key"]["policy"]
    assert recording.result["cloudtrail_logs_log_group_name"] == "acme-core-gbl-root-cloudtrail"


def test_each_part_has_its_switch(recorder: Any) -> None:
    recording = _registered(recorder, kms_key_enabled=False, cloudwatch_logs_enabled=False)
    assert [one.name for one in recording.resources if one.type.startswith("aws:")] == [f"{NAME}-trail"]
    assert "kmsKeyId" not in _trail(recording).inputs


def test_alarms_of_the_benchmark_go_to_a_topic(recorder: Any) -> None:
    recording = _registered(
        recorder, cis_alarms_enabled=True, cis_alarms_excluded=["vpc-changes"], alarm_emails=["audit@acme.example"]
    )
    alarms = recording.of_type("aws:cloudwatch/metricAlarm:MetricAlarm")
    filters = recording.of_type("aws:cloudwatch/logMetricFilter:LogMetricFilter")
    assert len(alarms) == len(filters) == len(CIS_ALARMS) - 1 == 14
    assert {len(one.inputs["pattern"]) <= 1024 for one in filters.values()} == {True}
    topic = f"arn:of:{NAME}-alarms"
    assert {tuple(one.inputs["alarmActions"]) for one in alarms.values()} == {(topic,)}
    (subscription,) = recording.of_type("aws:sns/topicSubscription:TopicSubscription").values()
    assert subscription.inputs["endpoint"] == "audit@acme.example"


def test_selectors_reach_the_trail(recorder: Any) -> None:
    buckets = {"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}
    trail = _trail(
        _registered(recorder, event_selector=[{"data_resource": [buckets]}], insight_selector=["ApiErrorRateInsight"])
    )
    assert trail.inputs["eventSelectors"] == [
        {
            "readWriteType": "All",
            "includeManagementEvents": True,
            "excludeManagementEventSources": [],
            "dataResources": [buckets],
        }
    ]
    assert trail.inputs["insightSelectors"] == [{"insightType": "ApiErrorRateInsight"}]
    fields = [
        {"field": "eventCategory", "equals": ["Data"]},
        {"field": "resources.ARN", "not_starts_with": ["arn:aws:s3:::acme-logs/"]},
    ]
    advanced = _trail(_registered(recorder, advanced_event_selector=[{"name": "data", "field_selector": fields}]))
    assert advanced.inputs["advancedEventSelectors"] == [
        {
            "name": "data",
            "fieldSelectors": [
                {"field": "eventCategory", "equals": ["Data"]},
                {"field": "resources.ARN", "notStartsWiths": ["arn:aws:s3:::acme-logs/"]},
            ],
        }
    ]


def test_a_bucket_may_be_named_instead(recorder: Any) -> None:
    trail = _trail(_registered(recorder, bucket=None, s3_bucket_name="logs", s3_key_prefix="audit"))
    assert (trail.inputs["s3BucketName"], trail.inputs["s3KeyPrefix"]) == ("logs", "audit")


def test_a_topic_tells_of_deliveries(recorder: Any) -> None:
    trail = _trail(_registered(recorder, sns_topic_enabled=True))
    assert trail.inputs["snsTopicName"] == f"{NAME}-deliveries"


def test_a_key_of_another_region_than_the_bucket_stops_the_run() -> None:
    elsewhere = {"bucket": BUCKET | {"region": "eu-west-1"}}
    wiring = Wiring(provider=None, config_root=Path(), account="core-root", upstreams=elsewhere)
    with pytest.raises(pulumi.RunError, match="takes keys of the bucket's region only"):
        build(NAME, CloudTrailVariables.model_validate(LABELS), wiring)
