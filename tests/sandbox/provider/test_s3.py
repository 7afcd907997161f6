"""Lives of resources of S3 and S3 Control."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sandbox.provider.engine import Engine
from tests.sandbox.provider.life import Case, live
from tests.sandbox.provider.surroundings import bucket, topic


def bucket_policy(engine: Any, action: str) -> str:
    resource = f"arn:aws:s3:::bucket-{engine.account}/*"
    statement = {"Effect": "Deny", "Principal": "*", "Action": action, "Resource": resource}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def versioned_bucket(engine: Any) -> str:
    name = bucket(engine)
    engine.make("aws:s3/bucketVersioning:BucketVersioning", bucket=name, versioningConfiguration={"status": "Enabled"})
    return name


def bucket_with_acls(engine: Any) -> str:
    name = bucket(engine)
    rule = {"objectOwnership": "ObjectWriter"}
    engine.make("aws:s3/bucketOwnershipControls:BucketOwnershipControls", bucket=name, rule=rule)
    return name


def log_bucket(engine: Any) -> str:
    name = bucket(engine)
    principal = {"Service": "logging.s3.amazonaws.com"}
    statement = {
        "Effect": "Allow",
        "Principal": principal,
        "Action": "s3:PutObject",
        "Resource": f"arn:aws:s3:::{name}/*",
    }
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    engine.make("aws:s3/bucketPolicy:BucketPolicy", bucket=name, policy=document)
    return name


CASES = [
    Case(
        "aws:s3/bucket:Bucket",
        lambda engine: {"bucket": f"bucket-{engine.account}", "forceDestroy": True, "tags": {"a": "b"}},
        ({"tags": {"a": "c"}}, {"forceDestroy": False}),
        id="bucket-{account}",
    ),
    Case(
        "aws:s3/bucketVersioning:BucketVersioning",
        lambda engine: {"bucket": bucket(engine), "versioningConfiguration": {"status": "Enabled"}},
        ({"versioningConfiguration": {"status": "Suspended"}},),
        id="bucket-{account}",
        stays=True,
    ),
    Case(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        lambda engine: {
            "bucket": bucket(engine),
            "rules": [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms"}, "bucketKeyEnabled": True}],
        },
        ({"rules": [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}}]},),
        id="bucket-{account}",
        stays=None,  # AWS answers its default; moto forgets it
    ),
    Case(
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        lambda engine: {"bucket": bucket(engine), "blockPublicAcls": True, "blockPublicPolicy": True},
        ({"ignorePublicAcls": True}, {"skipDestroy": False}),
        id="bucket-{account}",
    ),
    Case(
        "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
        lambda _: {"blockPublicAcls": True, "restrictPublicBuckets": True},
        ({"blockPublicPolicy": True}, {"blockPublicAcls": False}),
        id="{account}",
    ),
    Case(
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        lambda engine: {"bucket": bucket(engine), "rule": {"objectOwnership": "BucketOwnerPreferred"}},
        ({"rule": {"objectOwnership": "ObjectWriter"}},),
        id="bucket-{account}",
    ),
    Case(
        "aws:s3/bucketPolicy:BucketPolicy",
        lambda engine: {"bucket": bucket(engine), "policy": bucket_policy(engine, "s3:GetObject")},
        (lambda engine: {"policy": bucket_policy(engine, "s3:PutObject")},),
        id="bucket-{account}",
    ),
    Case(
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        lambda engine: {
            "bucket": bucket(engine),
            "rules": [
                {
                    "id": "archive",
                    "status": "Enabled",
                    "filter": {"prefix": "AWSLogs/"},
                    "transitions": [{"days": 90, "storageClass": "GLACIER"}],
                    "expiration": {"days": 365},
                    "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7},
                    "noncurrentVersionExpiration": {"noncurrentDays": 30},
                }
            ],
        },
        ({"rules": [{"id": "all", "status": "Enabled", "filter": {}, "expiration": {"days": 30}}]},),
        id="bucket-{account}",
    ),
    Case(
        "aws:s3/bucketLogging:BucketLogging",
        lambda engine: {
            "bucket": log_bucket(engine),
            "targetBucket": f"bucket-{engine.account}",
            "targetPrefix": "log/",
        },
        ({"targetPrefix": "access/"},),
        id="bucket-{account}",
    ),
    Case(
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
        lambda engine: {
            "bucket": bucket(engine, objectLockEnabled=True),
            "rule": {"defaultRetention": {"mode": "GOVERNANCE", "days": 5}},
        },
        ({"rule": {"defaultRetention": {"mode": "GOVERNANCE", "days": 10}}},),
        id="bucket-{account}",
        stays=True,
    ),
    Case(
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
        lambda engine: {
            "bucket": versioned_bucket(engine),
            "role": f"arn:aws:iam::{engine.account}:role/replication",
            "rules": [
                {
                    "id": "all",
                    "status": "Enabled",
                    "priority": 1,
                    "filter": {"prefix": ""},
                    "deleteMarkerReplication": {"status": "Disabled"},
                    "destination": {"bucket": f"arn:aws:s3:::bucket-{engine.account}"},
                }
            ],
        },
        id="bucket-{account}",
    ),
    Case(
        "aws:s3/bucketAcl:BucketAcl",
        lambda engine: {"bucket": bucket_with_acls(engine), "acl": "private"},
        ({"acl": "public-read"},),
        forgotten=frozenset({"acl"}),
        id="bucket-{account},private",
        stays=True,
    ),
    Case(
        "aws:s3/bucketNotification:BucketNotification",
        lambda engine: {
            "bucket": bucket(engine),
            "topics": [{"topicArn": topic(engine), "events": ["s3:ObjectCreated:*"], "filterPrefix": "log/"}],
        },
        (lambda engine: {"topics": [{"topicArn": topic(engine), "events": ["s3:ObjectRemoved:*"]}]},),
        id="bucket-{account}",
        stays=True,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_life(engine: Engine, case: Case) -> None:
    live(engine, case)
