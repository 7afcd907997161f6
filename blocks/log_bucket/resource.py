"""The resources of a bucket that services deliver to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pulumi

from blocks.bucket import access_logs
from blocks.bucket.resource import PrivateBucket
from blocks.bucket.settings import BucketSettings, ObjectLock, log_prefix
from blocks.key import KeySettings, ProtectedKey, key_policy
from blocks.log_bucket.lifecycle import access_log_lifecycle, log_lifecycle
from blocks.log_bucket.variables import LogBucketVariables
from blocks.policy_document import Statement, document
from blocks.wiring import Wiring
from model.account_map import AccountMap

_LONGEST_POLICY = 20 * 1024
"""S3 takes bucket policies of 20 KB."""


@dataclass(frozen=True)
class Admitted:
    """Who may write: statements of the bucket's policy, and of the key that a bucket with KMS gets.

    ``shorter`` says what to do where there are more statements than a policy of S3 holds.
    """

    bucket: list[Statement]
    key: list[Statement]
    shorter: str


class LogBucket(pulumi.ComponentResource):
    """The bucket, its key, and the bucket of its access logs."""

    access_log_bucket: pulumi.Input[str] | None
    """Where access logs go; None for nowhere."""

    def __init__(
        self,
        token: str,
        name: str,
        variables: LogBucketVariables,
        wiring: Wiring,
        admitted: Admitted,
        object_lock: ObjectLock | None = None,
        access_log_bucket: pulumi.Input[str] | None = None,
    ) -> None:
        statements = [*admitted.bucket, *variables.policy]
        _refuse_long_policy(variables.bucket, statements, admitted.shorter)
        super().__init__(token, name, {}, wiring.options())
        self._prefix, self._variables = name, variables
        self._partition = wiring.partition
        self._account_id = account_map_of(name, wiring).full_account_map[wiring.account]
        settings = BucketSettings(
            name=variables.bucket,
            tags=variables.context.all_tags,
            region=variables.region,
            algorithm=variables.sse_algorithm,
            versioning=variables.versioning_enabled,
            force_destroy=variables.force_destroy,
            lifecycle=log_lifecycle(variables),
            object_lock=object_lock,
            log_prefix=log_prefix(variables.bucket),
        )
        self.key = self._key(admitted.key) if settings.uses_kms else None
        self.access_log_bucket = self._access_logs(settings) if access_log_bucket is None else access_log_bucket
        self.logs = PrivateBucket(
            name,
            settings,
            self,
            statements,
            kms_key_arn=self.key.arn if self.key else None,
            log_bucket=self.access_log_bucket,
        )
        self.register_outputs({})

    def exports(self, organization_id: str) -> dict[str, Any]:
        """What writers of the bucket must know of it, besides its names."""
        return {
            "account_id": self._account_id,
            "organization_id": organization_id,
            "region": self._variables.region,
            "s3_key_prefix": self._variables.s3_key_prefix,
            "access_log_bucket_id": self.access_log_bucket,
        }

    def _key(self, statements: list[Statement]) -> ProtectedKey:
        variables = self._variables
        settings = KeySettings(
            alias=variables.bucket,
            description=f"Encrypts the logs in bucket {variables.bucket}",
            tags=variables.context.all_tags,
            region=variables.region,
        )
        policy = key_policy(self._partition, self._account_id, statements)
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
        further = variables.access_log_sources
        return access_logs.access_log_bucket(self._prefix, settings, logged, self._account_id, self, further)


def account_map_of(name: str, wiring: Wiring) -> AccountMap:
    """The account map. Raises RunError where there is none yet: in the management account's own stacks."""
    if wiring.account_map is None:
        raise pulumi.RunError(f"'{name}' needs the account map: put it into a member account")
    return wiring.account_map


def _refuse_long_policy(bucket: str, statements: list[Statement], shorter: str) -> None:
    size = len(document(statements))
    if size > _LONGEST_POLICY:
        raise pulumi.RunError(
            f"the policy of bucket '{bucket}' would have {size} characters and S3 takes {_LONGEST_POLICY}: {shorter}"
        )
