"""Policies around a trail: its key, the role that writes to its log group, its topics."""

from __future__ import annotations

from collections.abc import Iterable

from blocks.policy_document import Statement, account_root, document, service, statement
from components.cloudtrail.place import TrailPlace

CLOUDTRAIL = "cloudtrail.amazonaws.com"
CLOUDWATCH = "cloudwatch.amazonaws.com"
_CONTEXT = "kms:EncryptionContext:aws:cloudtrail:arn"


def key_statements(place: TrailPlace, audit_account_id: str | None, alarms: bool) -> Iterable[Statement]:
    """What the trail's key must let AWS's services do, each for this trail alone."""
    trail = {"StringEquals": {"aws:SourceArn": place.trail_arn}}
    encrypted = {"StringLike": {_CONTEXT: f"arn:{place.partition}:cloudtrail:*:{place.account_id}:trail/*"}}
    yield statement(
        "CloudTrailEncrypt",
        "Allow",
        ["kms:GenerateDataKey*"],
        principals=service(CLOUDTRAIL),
        conditions=trail | encrypted,
    )
    yield statement(
        "CloudTrailDescribe",
        "Allow",
        ["kms:Decrypt", "kms:DescribeKey"],
        principals=service(CLOUDTRAIL),
        conditions=trail,
    )
    yield statement(
        "LogGroup",
        "Allow",
        ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        principals=service(f"logs.{place.region}.amazonaws.com"),
        conditions={"StringEquals": {"kms:EncryptionContext:aws:logs:arn": place.log_group_arn}},
    )
    if alarms:
        yield statement(
            "AlarmsToTopic",
            "Allow",
            ["kms:Decrypt", "kms:GenerateDataKey*"],
            principals=service(CLOUDWATCH),
            conditions={"StringEquals": {"aws:SourceAccount": place.account_id}},
        )
    if audit_account_id and audit_account_id != place.account_id:
        yield statement(
            "AuditAccountDecrypt",
            "Allow",
            ["kms:Decrypt"],
            principals={"AWS": account_root(place.partition, audit_account_id)},
            conditions=encrypted,
        )
        yield statement(
            "AuditAccountDescribe",
            "Allow",
            ["kms:DescribeKey"],
            principals={"AWS": account_root(place.partition, audit_account_id)},
        )


def role_trust(place: TrailPlace) -> str:
    """Who may take the role: CloudTrail, for this trail."""
    conditions = {"StringEquals": {"aws:SourceArn": place.trail_arn, "aws:SourceAccount": place.account_id}}
    return document([statement("CloudTrail", "Allow", ["sts:AssumeRole"], None, service(CLOUDTRAIL), conditions)])


def role_policy(place: TrailPlace) -> str:
    """What the role may do: write to the streams of the trail's log group."""
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    return document([statement("WriteLogStreams", "Allow", actions, place.log_streams)])


def delivery_topic_policy(place: TrailPlace, topic: str) -> str:
    """CloudTrail may tell of this trail's deliveries."""
    conditions = {"StringEquals": {"aws:SourceArn": place.trail_arn}}
    return _publishing(place.topic_arn(topic), CLOUDTRAIL, conditions)


def alarm_topic_policy(place: TrailPlace, topic: str) -> str:
    """Alarms of the trail's account may publish."""
    alarms = f"arn:{place.partition}:cloudwatch:{place.region}:{place.account_id}:alarm:*"
    conditions = {"ArnLike": {"aws:SourceArn": alarms}, "StringEquals": {"aws:SourceAccount": place.account_id}}
    return _publishing(place.topic_arn(topic), CLOUDWATCH, conditions)


def _publishing(topic_arn: str, principal: str, conditions: dict[str, dict[str, str]]) -> str:
    return document([statement("Publish", "Allow", ["sns:Publish"], [topic_arn], service(principal), conditions)])
