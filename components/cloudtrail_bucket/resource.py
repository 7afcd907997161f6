"""The resources of ``cloudtrail-bucket``."""

from __future__ import annotations

import pulumi

from blocks.bucket.access_logs import access_log_bucket
from blocks.bucket.resource import PrivateBucket
from blocks.bucket.settings import BucketSettings
from blocks.key import KeySettings, ProtectedKey, key_policy
from blocks.policy_document import document
from blocks.wiring import Built, Wiring
from components.cloudtrail_bucket.lifecycle import access_log_lifecycle, log_lifecycle, object_lock
from components.cloudtrail_bucket.policy import Writers, bucket_statements, key_statements
from components.cloudtrail_bucket.variables import CloudTrailBucketVariables
from model.account_map import AccountMap

_LONGEST_POLICY = 20 * 1024
"""S3 takes bucket policies of 20 KB."""


class CloudTrailBucket(pulumi.ComponentResource):
    """The bucket that the organization's trails write to, its key, and the bucket of its access logs."""

    def __init__(
        self, name: str, variables: CloudTrailBucketVariables, wiring: Wiring, writers: Writers, account_id: str
    ) -> None:
        super().__init__("rootstock:components:CloudTrailBucket", name, {}, wiring.options())
        self._prefix, self._variables, self._writers = name, variables, writers
        self._account_id = account_id
        settings = BucketSettings(
            name=variables.bucket,
            tags=variables.context.all_tags,
            region=variables.region,
            algorithm=variables.sse_algorithm,
            versioning=variables.versioning_enabled,
            force_destroy=variables.force_destroy,
            lifecycle=log_lifecycle(variables),
            object_lock=object_lock(variables),
            log_prefix=f"logs/{variables.bucket}/",
        )
        self.key = self._key() if settings.uses_kms else None
        statements = [*bucket_statements(settings.arn, writers, variables.s3_key_prefix), *variables.policy]
        self.logs = PrivateBucket(
            name,
            settings,
            self,
            statements,
            kms_key_arn=self.key.arn if self.key else None,
            log_bucket=self._access_logs(settings),
        )
        self.register_outputs({})

    def _key(self) -> ProtectedKey:
        variables = self._variables
        settings = KeySettings(
            alias=variables.bucket,
            description=f"Encrypts the logs in bucket {variables.bucket}",
            tags=variables.context.all_tags,
            region=variables.region,
        )
        policy = key_policy(self._writers.partition, self._account_id, key_statements(self._writers))
        return ProtectedKey(f"{self._prefix}-bucket-key", settings, self, policy)

    def _access_logs(self, logged: BucketSettings) -> pulumi.Input[str] | None:
        variables = self._variables
        if not variables.create_access_log_bucket:
            return variables.access_log_bucket_name
        settings = BucketSettings(
            name=variables.access_log_bucket,
            tags=variables.context.derive(None, "access-logs").all_tags,
            region=variables.region,
            force_destroy=variables.force_destroy,
            lifecycle=access_log_lifecycle(variables),
        )
        return access_log_bucket(self._prefix, settings, logged, self._account_id, self)


def build(name: str, variables: CloudTrailBucketVariables, wiring: Wiring) -> Built:
    """Registers the bucket. Raises RunError where the map is missing or the policy would be too long for S3.

    Exports the bucket's domain name, id and ARN, its key, and the organization that it serves.
    """
    if wiring.account_map is None:
        raise pulumi.RunError(f"cloudtrail-bucket '{name}' needs the account map: put it into a member account")
    writers = _writers(variables, wiring, wiring.account_map)
    _refuse_long_policy(variables, writers)
    account_id = wiring.account_map.full_account_map[wiring.account]
    bucket = CloudTrailBucket(name, variables, wiring, writers, account_id)
    exports = {
        "cloudtrail_bucket_id": bucket.logs.ready,
        "cloudtrail_bucket_arn": bucket.logs.arn,
        "cloudtrail_bucket_domain_name": bucket.logs.domain_name,
        "cloudtrail_bucket_kms_key_arn": bucket.key.arn if bucket.key else None,
        "account_id": account_id,
        "organization_id": wiring.account_map.organization_id,
        "region": variables.region,
        "s3_key_prefix": variables.s3_key_prefix,
    }
    return Built(bucket, exports)


def _writers(variables: CloudTrailBucketVariables, wiring: Wiring, account_map: AccountMap) -> Writers:
    known = account_map.full_account_map
    wanted = sorted(known) if variables.account_trails == "all" else variables.account_trails
    missing = [account for account in wanted if account not in known]
    if missing:
        raise pulumi.RunError(f"`account_trails`: the account map has no account '{missing[0]}'")
    if account_map.root_account_id is None:
        raise pulumi.RunError("the account map names no management account: set its `root_account_account_name`")
    return Writers(
        partition=wiring.partition,
        organization_id=account_map.organization_id,
        management_id=account_map.root_account_id,
        organization_trail=variables.organization_trail_name,
        accounts={account: known[account] for account in wanted},
    )


def _refuse_long_policy(variables: CloudTrailBucketVariables, writers: Writers) -> None:
    arn = f"arn:{writers.partition}:s3:::{variables.bucket}"
    size = len(document([*bucket_statements(arn, writers, variables.s3_key_prefix), *variables.policy]))
    if size > _LONGEST_POLICY:
        raise pulumi.RunError(
            f"the policy of bucket '{variables.bucket}' would have {size} characters and S3 takes {_LONGEST_POLICY}: "
            "name only the accounts that have trails of their own in `account_trails`"
        )
