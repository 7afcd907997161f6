"""What moto's S3 gets wrong about bucket policies and lifecycle rules."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError


def _collector(stranger: Any, source: str) -> str:
    """A bucket whose policy lets S3 deliver the access logs of one bucket, among statements about everybody."""
    name = f"access-{stranger.id}-{source}"
    stranger.s3.create_bucket(Bucket=name)
    tls = {"Bool": {"aws:SecureTransport": "false"}}
    deliver = {"ArnLike": {"aws:SourceArn": f"arn:aws:s3:::{source}"}}
    statements = [
        {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{name}/*", "Condition": tls},
        {
            "Effect": "Allow",
            "Principal": {"Service": "logging.s3.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": f"arn:aws:s3:::{name}/logs/*",
            "Condition": deliver,
        },
    ]
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    stranger.s3.put_bucket_policy(Bucket=name, Policy=policy)
    return name


def test_access_logs_go_where_the_policy_lets_them(stranger: Any) -> None:
    source = f"source-{stranger.id}"
    stranger.s3.create_bucket(Bucket=source)
    target = _collector(stranger, source)
    status = {"LoggingEnabled": {"TargetBucket": target, "TargetPrefix": "logs/"}}
    stranger.s3.put_bucket_logging(Bucket=source, BucketLoggingStatus=status)
    assert stranger.s3.get_bucket_logging(Bucket=source)["LoggingEnabled"]["TargetBucket"] == target
    elsewhere = {"LoggingEnabled": {"TargetBucket": target, "TargetPrefix": "elsewhere/"}}
    with pytest.raises(ClientError, match="InvalidTargetBucketForLogging"):
        stranger.s3.put_bucket_logging(Bucket=source, BucketLoggingStatus=elsewhere)


def test_lifecycle_rules_remember_how_many_versions_they_keep(stranger: Any) -> None:
    name = f"versions-{stranger.id}"
    stranger.s3.create_bucket(Bucket=name)
    kept = {"NoncurrentDays": 30, "NewerNoncurrentVersions": 5}
    rules = [
        {"ID": "a", "Status": "Enabled", "Filter": {"Prefix": ""}, "NoncurrentVersionExpiration": kept},
        {"ID": "b", "Status": "Enabled", "Filter": {"Prefix": "b"}, "Expiration": {"Days": 3}},
    ]
    stranger.s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": rules})
    found = stranger.s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"]
    assert [rule.get("NoncurrentVersionExpiration") for rule in found] == [kept, None]


def test_conditions_of_a_bucket_policy_count(stranger: Any) -> None:
    name = f"conditions-{stranger.id}"
    stranger.s3.create_bucket(Bucket=name)
    objects = {"Effect": "Deny", "Principal": "*", "Resource": f"arn:aws:s3:::{name}/*"}
    encryption = {"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}}
    given = {"Null": {"s3:x-amz-server-side-encryption": "false"}}
    statements = [
        {**objects, "Action": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
        {**objects, "Action": "s3:PutObject", "Condition": encryption | given},
    ]
    stranger.s3.put_bucket_policy(Bucket=name, Policy=json.dumps({"Version": "2012-10-17", "Statement": statements}))
    stranger.s3.put_object(Bucket=name, Key="state", Body=b"1")
    assert stranger.s3.get_object(Bucket=name, Key="state")["Body"].read() == b"1"
    with pytest.raises(ClientError) as refused:
        stranger.s3.put_object(Bucket=name, Key="state", Body=b"2", ServerSideEncryption="AES256")
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


@pytest.mark.parametrize("retention", [{"Days": 30}, {"Years": 2}])
def test_a_default_retention_is_told_as_it_was_asked_for(stranger: Any, retention: dict[str, int]) -> None:
    name = f"locked-{stranger.id}-{'-'.join(retention).lower()}"
    stranger.s3.create_bucket(Bucket=name, ObjectLockEnabledForBucket=True)
    asked = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", **retention}}}
    stranger.s3.put_object_lock_configuration(Bucket=name, ObjectLockConfiguration=asked)
    assert stranger.s3.get_object_lock_configuration(Bucket=name)["ObjectLockConfiguration"] == asked
