"""What a trail needs before it can be: a bucket that lets CloudTrail write, a key, a log group."""

from __future__ import annotations

import json
from typing import Any

from moto.logs.models import logs_backends
from moto.s3.models import s3_backends

from sandbox.aws.cloudtrail.errors import CloudTrailError
from sandbox.aws.iam.policy import Request, allows
from sandbox.aws.keys import find_key

_SERVICE = "cloudtrail.amazonaws.com"


def check_bucket(bucket_name: str, prefix: str | None, owner: str, trail_arn: str, account_id: str) -> None:
    """The bucket exists, in whatever account, and its policy lets the trail write.

    ``owner`` is the organization's id for an organization's trail, else the account's: part of where logs go.
    """
    try:
        bucket = s3_backends[account_id]["aws"].get_bucket(bucket_name)
    except Exception:
        raise CloudTrailError("S3BucketDoesNotExistException", f"S3 bucket {bucket_name} does not exist!") from None
    policy = json.loads(bucket.policy) if bucket.policy else {}
    arn = f"arn:aws:s3:::{bucket_name}"
    folder = f"{prefix}/AWSLogs" if prefix else "AWSLogs"
    read = {"aws:sourcearn": trail_arn, "aws:sourceaccount": account_id}
    write = read | {"s3:x-amz-acl": "bucket-owner-full-control"}
    wanted = [
        Request("s3:GetBucketAcl", arn, service=_SERVICE, context=read),
        Request("s3:PutObject", f"{arn}/{folder}/{owner}/any", service=_SERVICE, context=write),
        # The management account's own logs keep their place in an organization's trail.
        Request("s3:PutObject", f"{arn}/{folder}/{account_id}/any", service=_SERVICE, context=write),
    ]
    if not all(allows(policy, request) for request in wanted):
        raise CloudTrailError(
            "InsufficientS3BucketPolicyException",
            f"Incorrect S3 bucket policy is detected for bucket: {bucket_name}",
        )


def key_arn(key_id: str, region: str, account_id: str, trail_arn: str) -> str:
    """The ARN of the key, which exists in the region and whose policy lets CloudTrail encrypt."""
    key = find_key(key_id, account_id, region)
    if key is None:
        raise CloudTrailError("KmsKeyNotFoundException", f"KMS key {key_id} is not found in Region {region}.")
    if not key.enabled:
        raise CloudTrailError("KmsKeyDisabledException", f"KMS key {key_id} is disabled.")
    context = {
        "aws:sourcearn": trail_arn,
        "aws:sourceaccount": account_id,
        "kms:encryptioncontext:aws:cloudtrail:arn": trail_arn,
    }
    wanted = Request("kms:GenerateDataKey", str(key.arn), service=_SERVICE, context=context)
    if not allows(json.loads(key.policy), wanted):
        raise CloudTrailError(
            "InsufficientEncryptionPolicyException",
            f"Insufficient permissions to access S3 bucket or KMS key {key_id}.",
        )
    return str(key.arn)


def check_log_group(group_arn: str | None, role_arn: str | None) -> None:
    """Both or neither are given, and the log group exists."""
    if not group_arn and not role_arn:
        return
    if not role_arn:
        raise CloudTrailError("InvalidCloudWatchLogsRoleArnException", "CloudWatch Logs role ARN is required.")
    parts = (group_arn or "").split(":")
    if len(parts) != 8 or parts[7] != "*":
        raise CloudTrailError("InvalidCloudWatchLogsLogGroupArnException", "CloudWatch Logs log group ARN is invalid.")
    groups: dict[str, Any] = logs_backends[parts[4]][parts[3]].groups
    if parts[6] not in groups:
        raise CloudTrailError(
            "InvalidCloudWatchLogsLogGroupArnException",
            "CloudTrail cannot validate the specified log group ARN.",
        )
