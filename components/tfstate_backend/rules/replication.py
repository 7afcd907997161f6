"""RS365: replication that lacks where to, or with which key."""

from __future__ import annotations

from collections.abc import Iterator

from components.tfstate_backend.variables import TfstateBackendVariables
from model.finding import Problem

RULE = "RS365"


def replication(variables: TfstateBackendVariables) -> Iterator[Problem]:
    """A problem for replication without a bucket, or of encrypted state without a key."""
    if not variables.s3_replication_enabled:
        return
    path = ("vars", "s3_replication_enabled")
    if variables.s3_replica_bucket_arn is None:
        yield Problem(RULE, "replication needs a bucket that copies go to: set `s3_replica_bucket_arn`", path)
    if variables.sse_algorithm != "AES256" and variables.s3_replica_kms_key_arn is None:
        text = "copies of what a key encrypts need a key there: set `s3_replica_kms_key_arn`"
        yield Problem(RULE, text, path)
