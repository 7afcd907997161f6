"""Default encryption of a bucket."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change
from sandbox.provider.s3.owned import OfBucket, identifier_of
from sandbox.provider.shapes import from_aws, given, to_aws
from sandbox.provider.wire import Properties

_NAMES = {"sseAlgorithm": "SSEAlgorithm", "kmsMasterKeyId": "KMSMasterKeyID"}


class BucketServerSideEncryptionConfiguration(OfBucket):
    """``aws.s3.BucketServerSideEncryptionConfiguration``: a deletion goes back to AES256."""

    gone = ("NoSuchBucket", "ServerSideEncryptionConfigurationNotFoundError")

    def create(self, inputs: Properties) -> str:
        """PutBucketEncryption, which overwrites."""
        identifier = identifier_of(inputs)
        self._put(identifier, inputs)
        return identifier

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetBucketEncryption."""
        found = self.s3.get_bucket_encryption(**self.owned(identifier))["ServerSideEncryptionConfiguration"]
        return {**self.names(identifier), "rules": [_rule(rule) for rule in found["Rules"]]}

    def update(self, identifier: str, change: Change) -> None:
        """PutBucketEncryption."""
        self._put(identifier, change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteBucketEncryption."""
        self.s3.delete_bucket_encryption(**self.owned(identifier))

    def _put(self, identifier: str, properties: Properties) -> None:
        rules = [
            {
                **given(
                    ApplyServerSideEncryptionByDefault=to_aws(rule.get("applyServerSideEncryptionByDefault"), _NAMES),
                    BlockedEncryptionTypes={"EncryptionType": rule["blockedEncryptionTypes"]}
                    if rule.get("blockedEncryptionTypes")
                    else None,
                ),
                "BucketKeyEnabled": bool(rule.get("bucketKeyEnabled")),
            }
            for rule in properties["rules"]
        ]
        self.s3.put_bucket_encryption(**self.owned(identifier), ServerSideEncryptionConfiguration={"Rules": rules})


def _rule(rule: dict[str, Any]) -> Properties:
    return given(
        applyServerSideEncryptionByDefault=from_aws(rule.get("ApplyServerSideEncryptionByDefault"), _NAMES),
        blockedEncryptionTypes=rule.get("BlockedEncryptionTypes", {}).get("EncryptionType"),
        bucketKeyEnabled=bool(rule.get("BucketKeyEnabled")),
    )
