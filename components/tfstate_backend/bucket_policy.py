"""The policy of the state bucket."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.bucket.policy import missing_encryption_header, outside_organization, wrong_encryption_header
from blocks.policy_document import Statement, statement
from components.tfstate_backend.variables import TfstateBackendVariables

_KEY_HEADER = "s3:x-amz-server-side-encryption-aws-kms-key-id"


def bucket_statements(variables: TfstateBackendVariables, bucket_arn: str, key_arn: str | None) -> Iterator[Statement]:
    """Whom the bucket refuses. It allows nobody: those of its account come by their own policies."""
    if variables.prevent_unencrypted_uploads:
        yield wrong_encryption_header(bucket_arn, variables.sse_algorithm)
        if key_arn:
            conditions = {"Null": {_KEY_HEADER: "false"}, "ArnNotEquals": {_KEY_HEADER: key_arn}}
            yield statement("DenyOtherKey", "Deny", ["s3:PutObject"], [f"{bucket_arn}/*"], "*", conditions)
    if variables.require_encryption_header:
        yield missing_encryption_header(bucket_arn)
    if variables.organization_id:
        yield outside_organization(bucket_arn, variables.organization_id)
