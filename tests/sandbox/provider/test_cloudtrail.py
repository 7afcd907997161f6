"""Lives of resources of CloudTrail."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sandbox.provider.engine import Engine
from tests.sandbox.provider.life import Case, live
from tests.sandbox.provider.surroundings import bucket, member_of_new_organization


def trail_bucket(engine: Any) -> str:
    name = bucket(engine)
    arn = f"arn:aws:s3:::{name}"
    service = {"Service": "cloudtrail.amazonaws.com"}
    owner = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}
    statements = [
        {"Effect": "Allow", "Principal": service, "Action": "s3:GetBucketAcl", "Resource": arn},
        {"Effect": "Allow", "Principal": service, "Action": "s3:PutObject", "Resource": f"{arn}/*", "Condition": owner},
    ]
    document = json.dumps({"Version": "2012-10-17", "Statement": statements})
    engine.make("aws:s3/bucketPolicy:BucketPolicy", bucket=name, policy=document)
    return name


CASES = [
    Case(
        "aws:cloudtrail/trail:Trail",
        lambda engine: {
            "name": "account",
            "s3BucketName": trail_bucket(engine),
            "isMultiRegionTrail": True,
            "enableLogFileValidation": True,
        },
        (
            {"enableLogging": False},
            {"isMultiRegionTrail": False, "s3KeyPrefix": "logs"},
            {"eventSelectors": [{"readWriteType": "WriteOnly", "includeManagementEvents": True}]},
            {"insightSelectors": [{"insightType": "ApiCallRateInsight"}]},
            {"tags": {"a": "b"}},
        ),
        id="arn:aws:cloudtrail:us-east-1:{account}:trail/account",
    ),
    Case(
        "aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount",
        lambda engine: {"accountId": member_of_new_organization(engine).id},
        id="{accountId}",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_life(engine: Engine, case: Case) -> None:
    live(engine, case)
