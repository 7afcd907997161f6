"""What ``cloudtrail-bucket`` registers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from blocks.wiring import Wiring
from components.cloudtrail_bucket.resource import build
from components.cloudtrail_bucket.variables import CloudTrailBucketVariables
from model.account_map import AccountMap

LABELS = {"namespace": "acme", "tenant": "core", "environment": "ue1", "stage": "audit", "name": "cloudtrail"}
NAME = "cloudtrail-bucket-ue1"
ACCOUNTS = {"core-root": "111111111111", "core-audit": "222222222222"}
ACCOUNT_MAP = AccountMap.model_validate(
    {
        "organization_id": "o-abcdefghij",
        "organization_root_id": "r-abcd",
        "root_account_id": "111111111111",
        "special_accounts": {"root": "core-root"},
        "full_account_map": ACCOUNTS,
        "account_info_map": {},
        "organizational_units": {},
        "iam_role_arn_templates": {},
        "organization_role_arns": {},
    }
)


def _registered(recorder: Any, account_map: AccountMap | None = ACCOUNT_MAP, **variables: Any) -> Any:
    def program() -> Any:
        provider = aws.Provider("core-audit", region="us-east-1")
        wiring = Wiring(provider=provider, config_root=Path(), account="core-audit", account_map=account_map)
        return build(NAME, CloudTrailBucketVariables.model_validate(LABELS | variables), wiring).exports

    recorder.outputs["aws:s3/bucket:Bucket"] = lambda args: (
        args.inputs["bucket"],
        {"arn": f"arn:aws:s3:::{args.inputs['bucket']}", "bucketDomainName": f"{args.inputs['bucket']}.s3"},
    )
    return recorder.run(program)


def _kinds(recording: Any) -> dict[str, str]:
    return {one.name.removeprefix(NAME): one.type.rpartition(":")[2] for one in recording.resources if _is_aws(one)}


def _is_aws(one: Any) -> bool:
    return bool(one.type.startswith("aws:"))


def test_a_bucket_and_all_that_closes_it(recorder: Any) -> None:
    recording = _registered(recorder)
    assert _kinds(recording) == {
        "-bucket": "Bucket",
        "-public-access": "BucketPublicAccessBlock",
        "-ownership": "BucketOwnershipControls",
        "-versioning": "BucketVersioning",
        "-encryption": "BucketServerSideEncryptionConfiguration",
        "-lifecycle": "BucketLifecycleConfiguration",
        "-policy": "BucketPolicy",
    }
    assert {one.provider for one in recording.resources if _is_aws(one)} == {"core-audit"}
    assert [one.name for one in recording.resources if one.protect] == [f"{NAME}-bucket"]
    assert recording.result == {
        "cloudtrail_bucket_id": "acme-core-ue1-audit-cloudtrail",
        "cloudtrail_bucket_arn": "arn:aws:s3:::acme-core-ue1-audit-cloudtrail",
        "cloudtrail_bucket_domain_name": "acme-core-ue1-audit-cloudtrail.s3",
        "cloudtrail_bucket_kms_key_arn": None,
        "account_id": "222222222222",
        "organization_id": "o-abcdefghij",
        "region": "us-east-1",
        "s3_key_prefix": "",
        "access_log_bucket_id": None,
    }


def test_logs_move_twice_and_expire(recorder: Any) -> None:
    (lifecycle,) = (
        _registered(recorder).of_type("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").values()
    )
    assert lifecycle.inputs["rules"] == [
        {
            "id": "logs",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "abortIncompleteMultipartUpload": {"daysAfterInitiation": 5},
            "expiration": {"days": 365},
            "transitions": [{"storageClass": "STANDARD_IA", "days": 30}, {"storageClass": "GLACIER", "days": 90}],
            "noncurrentVersionTransitions": [{"storageClass": "GLACIER", "noncurrentDays": 30}],
            "noncurrentVersionExpiration": {"noncurrentDays": 365},
        }
    ]


def test_options_add_a_key_a_lock_and_a_bucket_of_access_logs(recorder: Any) -> None:
    recording = _registered(
        recorder,
        sse_algorithm="aws:kms",
        object_lock_configuration={"mode": "GOVERNANCE", "days": 30},
        create_access_log_bucket=True,
    )
    protected = {one.name.removeprefix(NAME) for one in recording.resources if one.protect}
    assert protected == {"-bucket", "-bucket-key-key", "-access-logs-bucket"}
    standing = {one.name.removeprefix(NAME) for one in recording.resources if one.delete_before_replace is False}
    assert standing == {"-bucket", "-access-logs-bucket"}
    inputs = {one.name.removeprefix(NAME): one.inputs for one in recording.resources}
    assert "objectLockEnabled" not in inputs["-bucket"]
    assert "objectLockEnabled" not in inputs["-access-logs-bucket"]
    assert inputs["-object-lock"]["rule"] == {"defaultRetention": {"mode": "GOVERNANCE", "days": 30}}
    assert inputs["-logging"]["targetBucket"] == "acme-core-ue1-audit-cloudtrail-access-logs"


def test_access_logs_of_other_buckets_of_the_account_are_taken_on_request(recorder: Any) -> None:
    recording = _registered(recorder, create_access_log_bucket=True, access_log_sources=["acme-config"])
    inputs = {one.name.removeprefix(NAME): one.inputs for one in recording.resources}
    policy = json.loads(inputs["-access-logs-policy"]["policy"])
    delivery = {one["Sid"]: one for one in policy["Statement"] if one["Effect"] == "Allow"}
    assert set(delivery) == {"S3AccessLogDelivery", "S3AccessLogDelivery2"}
    other = delivery["S3AccessLogDelivery2"]
    logs = "acme-core-ue1-audit-cloudtrail-access-logs"
    assert other["Resource"] == f"arn:aws:s3:::{logs}/logs/acme-config/*"
    assert other["Condition"]["ArnLike"] == {"aws:SourceArn": "arn:aws:s3:::acme-config"}
    assert recording.result["access_log_bucket_id"] == logs


def test_without_the_map_or_with_too_many_accounts_it_stops() -> None:
    def stopped(account_map: AccountMap | None, **variables: Any) -> str:
        wiring = Wiring(provider=None, config_root=Path(), account="core-audit", account_map=account_map)
        with pytest.raises(pulumi.RunError) as stop:
            build(NAME, CloudTrailBucketVariables.model_validate(LABELS | variables), wiring)
        return str(stop.value)

    many = {f"plat-a{number}": f"{number:012}" for number in range(100)}
    crowd = ACCOUNT_MAP.model_copy(update={"full_account_map": ACCOUNTS | many})
    assert "needs the account map" in stopped(None)
    assert "no account 'plat-prd'" in stopped(ACCOUNT_MAP, account_trails=["plat-prd"])
    assert "S3 takes 20480" in stopped(crowd)
