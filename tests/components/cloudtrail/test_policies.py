"""Policies around a trail, evaluated and linted."""

from __future__ import annotations

import json
from typing import Any

from blocks.key import key_policy
from components.cloudtrail.place import TrailPlace
from components.cloudtrail.policies import (
    alarm_topic_policy,
    delivery_topic_policy,
    key_statements,
    role_policy,
    role_trust,
)
from sandbox.aws.iam.policy import Request, allows, grants
from tests.policy_linter import lint

PLACE = TrailPlace("acme-trail", "aws", "111111111111", "us-east-1", "o-abcdefghij")
AUDIT = "222222222222"
CLOUDTRAIL = "cloudtrail.amazonaws.com"
KEY = json.loads(key_policy("aws", PLACE.account_id, key_statements(PLACE, AUDIT, alarms=True)))


def _encrypts(trail: str, encrypted_for: str) -> bool:
    context = {"aws:sourcearn": trail, "kms:encryptioncontext:aws:cloudtrail:arn": encrypted_for}
    return allows(KEY, Request("kms:GenerateDataKey", "*", service=CLOUDTRAIL, context=context))


def test_only_this_trail_encrypts() -> None:
    other = PLACE.trail_arn.replace("acme-trail", "other")
    foreign = PLACE.trail_arn.replace(PLACE.account_id, "999999999999")
    assert _encrypts(PLACE.trail_arn, PLACE.trail_arn)
    assert not _encrypts(other, other)
    assert not _encrypts(foreign, foreign)
    assert not _encrypts(PLACE.trail_arn, foreign)


def test_only_this_log_group_is_encrypted() -> None:
    def encrypts(group: str) -> bool:
        context = {"kms:encryptioncontext:aws:logs:arn": group}
        return allows(KEY, Request("kms:Encrypt", "*", service="logs.us-east-1.amazonaws.com", context=context))

    assert encrypts(PLACE.log_group_arn)
    assert not encrypts(PLACE.log_group_arn + "-other")


def test_the_audit_account_is_named_only_where_it_may_decrypt() -> None:
    assert AUDIT in json.dumps(KEY)
    assert AUDIT not in key_policy("aws", PLACE.account_id, key_statements(PLACE, None, alarms=True))


def test_only_this_trail_takes_the_role() -> None:
    def takes(trail: str) -> bool:
        context = {"aws:sourcearn": trail, "aws:sourceaccount": PLACE.account_id}
        return allows(json.loads(role_trust(PLACE)), Request("sts:AssumeRole", service=CLOUDTRAIL, context=context))

    assert takes(PLACE.trail_arn)
    assert not takes(PLACE.trail_arn + "-other")


def test_the_role_writes_streams_of_account_and_organization() -> None:
    def writes(stream: str) -> bool:
        arn = f"{PLACE.log_group_arn}:log-stream:{stream}"
        return grants(json.loads(role_policy(PLACE)), Request("logs:PutLogEvents", arn))

    assert writes("111111111111_CloudTrail_us-east-1") and writes("o-abcdefghij_222222222222_CloudTrail_us-east-1")
    assert not writes("999999999999_CloudTrail_us-east-1")


def test_a_linter_for_iam_policies_finds_nothing() -> None:
    def policy(kind: str, **properties: Any) -> dict[str, Any]:
        return {"Type": kind, "Properties": properties}

    resources = {
        "Key": policy("AWS::KMS::Key", KeyPolicy=KEY),
        "Role": policy(
            "AWS::IAM::Role",
            AssumeRolePolicyDocument=json.loads(role_trust(PLACE)),
            Policies=[{"PolicyName": "logs", "PolicyDocument": json.loads(role_policy(PLACE))}],
        ),
        "Deliveries": policy(
            "AWS::SNS::TopicPolicy",
            Topics=[PLACE.topic_arn("a")],
            PolicyDocument=json.loads(delivery_topic_policy(PLACE, "a")),
        ),
        "Alarms": policy(
            "AWS::SNS::TopicPolicy",
            Topics=[PLACE.topic_arn("b")],
            PolicyDocument=json.loads(alarm_topic_policy(PLACE, "b")),
        ),
    }
    assert lint(resources) == []
