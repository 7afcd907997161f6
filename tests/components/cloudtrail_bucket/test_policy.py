"""Who may write audit logs, and where: the policy of the bucket, evaluated."""

from __future__ import annotations

import json
from typing import Any

import pytest

from blocks.bucket.policy import tls_only
from blocks.policy_document import document
from components.cloudtrail_bucket.policy import Writers, bucket_statements
from sandbox.aws.iam.policy import Request, allows
from tests.policy_linter import lint

ARN = "arn:aws:s3:::acme-logs"
MANAGEMENT, MEMBER, FOREIGN = "111111111111", "222222222222", "999999999999"
WRITERS = Writers("aws", "o-abcdefghij", MANAGEMENT, "acme-trail", {"core-root": MANAGEMENT, "plat-dev": MEMBER})
ORGANIZATION_TRAIL = f"arn:aws:cloudtrail:us-east-1:{MANAGEMENT}:trail/acme-trail"
MEMBER_TRAIL = f"arn:aws:cloudtrail:eu-west-1:{MEMBER}:trail/own"


def _policy(prefix: str = "") -> dict[str, Any]:
    policy: dict[str, Any] = json.loads(document([tls_only(ARN), *bucket_statements(ARN, WRITERS, prefix)]))
    return policy


def _writes(key: str, trail: str, acl: str = "bucket-owner-full-control", tls: str = "true", prefix: str = "") -> bool:
    context = {"aws:sourcearn": trail, "s3:x-amz-acl": acl, "aws:securetransport": tls}
    request = Request("s3:PutObject", f"{ARN}/{key}", service="cloudtrail.amazonaws.com", context=context)
    return allows(_policy(prefix), request)


@pytest.mark.parametrize(
    ("key", "trail"),
    [
        (f"AWSLogs/o-abcdefghij/{MEMBER}/CloudTrail/log", ORGANIZATION_TRAIL),
        (f"AWSLogs/{MANAGEMENT}/CloudTrail/log", ORGANIZATION_TRAIL),
        (f"AWSLogs/{MEMBER}/CloudTrail/log", MEMBER_TRAIL),
    ],
)
def test_the_organizations_trails_write_their_own_logs(key: str, trail: str) -> None:
    assert _writes(key, trail)


@pytest.mark.parametrize(
    ("key", "trail"),
    [
        (f"AWSLogs/{MANAGEMENT}/log", MEMBER_TRAIL),
        ("AWSLogs/o-abcdefghij/log", MEMBER_TRAIL),
        (f"AWSLogs/{MEMBER}/log", ORGANIZATION_TRAIL),
        (f"AWSLogs/{FOREIGN}/log", f"arn:aws:cloudtrail:us-east-1:{FOREIGN}:trail/theirs"),
        (f"AWSLogs/{MEMBER}/log", f"arn:aws:cloudtrail:us-east-1:{FOREIGN}:trail/theirs"),
        (f"elsewhere/AWSLogs/{MEMBER}/log", MEMBER_TRAIL),
        ("AWSLogs/o-abcdefghij/log", f"arn:aws:cloudtrail:us-east-1:{MANAGEMENT}:trail/another"),
    ],
)
def test_nobody_writes_anywhere_else(key: str, trail: str) -> None:
    assert not _writes(key, trail)


def test_logs_belong_to_the_bucket_and_come_by_tls() -> None:
    key = f"AWSLogs/{MEMBER}/log"
    assert not _writes(key, MEMBER_TRAIL, acl="private")
    assert not _writes(key, MEMBER_TRAIL, tls="false")


def test_a_prefix_goes_before_every_path() -> None:
    assert _writes(f"audit/AWSLogs/{MEMBER}/log", MEMBER_TRAIL, prefix="audit")
    assert not _writes(f"AWSLogs/{MEMBER}/log", MEMBER_TRAIL, prefix="audit")


def test_only_these_trails_look_at_the_bucket() -> None:
    def looks(trail: str) -> bool:
        context = {"aws:sourcearn": trail, "aws:securetransport": "true"}
        request = Request("s3:GetBucketAcl", ARN, service="cloudtrail.amazonaws.com", context=context)
        return allows(_policy(), request)

    assert looks(ORGANIZATION_TRAIL) and looks(MEMBER_TRAIL)
    assert not looks(f"arn:aws:cloudtrail:us-east-1:{FOREIGN}:trail/theirs")


def test_a_linter_for_iam_policies_finds_nothing() -> None:
    policy = {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": "acme-logs", "PolicyDocument": _policy()}}
    assert lint({"Policy": policy}) == []
