"""A private bucket: versioned, encrypted, closed to the public, for TLS only, protected."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from blocks.bucket.lifecycle import lifecycle_rules
from blocks.bucket.policy import tls_only
from blocks.bucket.settings import BucketSettings
from blocks.policy_document import Statement, document


class PrivateBucket(pulumi.ComponentResource):
    """One bucket and its settings. The bucket is protected; what is set on it can be changed and taken away."""

    ready: pulumi.Output[str]
    """The bucket's name, known to others only once its policy stands: who writes to it then may."""
    versioned: pulumi.Output[str]
    """The bucket's name, known once it keeps versions."""
    arn: pulumi.Output[str]
    domain_name: pulumi.Output[str]

    def __init__(
        self,
        name: str,
        settings: BucketSettings,
        parent: pulumi.Resource,
        statements: pulumi.Input[list[Statement]],
        kms_key_arn: pulumi.Input[str] | None = None,
        log_bucket: pulumi.Input[str] | None = None,
    ) -> None:
        super().__init__("rootstock:blocks:PrivateBucket", name, {}, pulumi.ResourceOptions(parent=parent))
        self._prefix, self._settings = name, settings
        self._child = pulumi.ResourceOptions(parent=self)
        # Of its own accord the provider deletes a bucket of a chosen name before it makes the replacement. Even when
        # somebody has taken the lock away, the old one is to stand until the new one does.
        kept = pulumi.ResourceOptions(parent=self, protect=True, delete_before_replace=False)
        self.bucket = aws.s3.Bucket(
            f"{name}-bucket",
            bucket=settings.name,
            force_destroy=settings.force_destroy,
            region=settings.region,
            tags=dict(settings.tags),
            opts=kept,
        )
        self.arn, self.domain_name = self.bucket.arn, self.bucket.bucket_domain_name
        self._close()
        versioning = self._keep_versions()
        self._encrypt(kms_key_arn)
        self._age(versioning)
        self._lock(versioning)
        if log_bucket is not None:
            self._log(log_bucket)
        self.versioned = versioning.bucket if versioning else self.bucket.bucket
        self.ready = self._allow(statements)
        self.register_outputs({"bucket": self.ready, "arn": self.arn})

    def _close(self) -> None:
        self._public_access_block = aws.s3.BucketPublicAccessBlock(
            f"{self._prefix}-public-access",
            bucket=self.bucket.bucket,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            region=self._settings.region,
            opts=self._child,
        )
        aws.s3.BucketOwnershipControls(
            f"{self._prefix}-ownership",
            bucket=self.bucket.bucket,
            rule={"object_ownership": "BucketOwnerEnforced"},
            region=self._settings.region,
            opts=self._child,
        )

    def _keep_versions(self) -> aws.s3.BucketVersioning | None:
        if not self._settings.versioning:
            return None
        return aws.s3.BucketVersioning(
            f"{self._prefix}-versioning",
            bucket=self.bucket.bucket,
            versioning_configuration={"status": "Enabled"},
            region=self._settings.region,
            opts=self._child,
        )

    def _encrypt(self, kms_key_arn: pulumi.Input[str] | None) -> None:
        default = aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
            sse_algorithm=self._settings.algorithm,
            kms_master_key_id=kms_key_arn if self._settings.uses_kms else None,
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            f"{self._prefix}-encryption",
            bucket=self.bucket.bucket,
            rules=[
                aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
                    apply_server_side_encryption_by_default=default,
                    # DSSE has no bucket keys.
                    bucket_key_enabled=self._settings.algorithm == "aws:kms",
                )
            ],
            region=self._settings.region,
            opts=self._child,
        )

    def _age(self, versioning: aws.s3.BucketVersioning | None) -> None:
        if self._settings.lifecycle:
            aws.s3.BucketLifecycleConfiguration(
                f"{self._prefix}-lifecycle",
                bucket=self.bucket.bucket,
                rules=lifecycle_rules(self._settings.lifecycle),
                region=self._settings.region,
                opts=self._after(versioning),
            )

    def _lock(self, versioning: aws.s3.BucketVersioning | None) -> None:
        # The configuration switches object lock on, also in a bucket that is there; said of the bucket itself it would
        # replace it.
        lock = self._settings.object_lock
        if lock:
            aws.s3.BucketObjectLockConfiguration(
                f"{self._prefix}-object-lock",
                bucket=self.bucket.bucket,
                rule=aws.s3.BucketObjectLockConfigurationRuleArgs(
                    default_retention=aws.s3.BucketObjectLockConfigurationRuleDefaultRetentionArgs(
                        mode=lock.mode, days=lock.days, years=lock.years
                    )
                ),
                region=self._settings.region,
                opts=self._after(versioning),
            )

    def _log(self, log_bucket: pulumi.Input[str]) -> None:
        aws.s3.BucketLogging(
            f"{self._prefix}-logging",
            bucket=self.bucket.bucket,
            target_bucket=log_bucket,
            target_prefix=self._settings.log_prefix,
            region=self._settings.region,
            opts=self._child,
        )

    def _allow(self, statements: pulumi.Input[list[Statement]]) -> pulumi.Output[str]:
        policy = aws.s3.BucketPolicy(
            f"{self._prefix}-policy",
            bucket=self.bucket.bucket,
            policy=pulumi.Output.from_input(statements).apply(
                lambda known: document([tls_only(self._settings.arn), *known])
            ),
            region=self._settings.region,
            opts=self._after(self._public_access_block),
        )
        return policy.bucket

    def _after(self, first: pulumi.Resource | None) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self, depends_on=[first] if first else None)
