"""The resources of ``cloudtrail-bucket``."""

from __future__ import annotations

import pulumi

from blocks.bucket.settings import ObjectLock
from blocks.log_bucket.accounts import named_accounts
from blocks.log_bucket.resource import Admitted, LogBucket, account_map_of
from blocks.wiring import Built, Wiring
from components.cloudtrail_bucket.policy import Writers, bucket_statements, key_statements
from components.cloudtrail_bucket.variables import CloudTrailBucketVariables
from model.account_map import AccountMap

_TYPE = "rootstock:components:CloudTrailBucket"


def build(name: str, variables: CloudTrailBucketVariables, wiring: Wiring) -> Built:
    """Registers the bucket. Raises RunError where the map is missing or the policy would be too long for S3.

    Exports the bucket's domain name, id and ARN, its key, the bucket of its access logs, and the organization that it
    serves.
    """
    account_map = account_map_of(name, wiring)
    writers = _writers(variables, wiring.partition, account_map)
    arn = f"arn:{wiring.partition}:s3:::{variables.bucket}"
    admitted = Admitted(
        bucket=bucket_statements(arn, writers, variables.s3_key_prefix),
        key=key_statements(writers),
        shorter="name only the accounts that have trails of their own in `account_trails`",
    )
    bucket = LogBucket(_TYPE, name, variables, wiring, admitted, _object_lock(variables))
    exports = {
        "cloudtrail_bucket_id": bucket.logs.ready,
        "cloudtrail_bucket_arn": bucket.logs.arn,
        "cloudtrail_bucket_domain_name": bucket.logs.domain_name,
        "cloudtrail_bucket_kms_key_arn": bucket.key.arn if bucket.key else None,
        **bucket.exports(account_map.organization_id),
    }
    return Built(bucket, exports)


def _writers(variables: CloudTrailBucketVariables, partition: str, account_map: AccountMap) -> Writers:
    accounts = named_accounts("account_trails", variables.account_trails, account_map)
    if account_map.root_account_id is None:
        raise pulumi.RunError("the account map names no management account: set its `root_account_account_name`")
    return Writers(
        partition=partition,
        organization_id=account_map.organization_id,
        management_id=account_map.root_account_id,
        organization_trail=variables.organization_trail_name,
        accounts=accounts,
    )


def _object_lock(variables: CloudTrailBucketVariables) -> ObjectLock | None:
    """The default retention of logs."""
    wanted = variables.object_lock_configuration
    return ObjectLock(wanted.mode, wanted.days, wanted.years) if wanted else None
