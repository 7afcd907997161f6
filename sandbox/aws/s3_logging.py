"""Access logs of buckets: a bucket collects them when its policy, or its ACL, lets S3 deliver them.

Moto reads the policy by its text, and fails over statements for everybody (``"Principal": "*"``). It forgets how the
logs' keys are made.
"""

from __future__ import annotations

import json
from typing import Any

from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from sandbox.aws.completion import completed
from sandbox.aws.iam.policy import Request, allows

_get = S3Response.get_bucket_logging
_FORMAT, _PREFIXES = "TargetObjectKeyFormat", ("PartitionedPrefix", "SimplePrefix")
_SERVICE = "logging.s3.amazonaws.com"


class _AskedBucket(FakeBucket):  # type: ignore[misc]
    """A bucket whose logs are delivered where a policy is evaluated, not read by its text."""

    def _log_permissions(self, target_bucket: FakeBucket, target_prefix: str | None) -> bool:
        if not target_bucket.policy:
            return False
        context = {
            "aws:sourcearn": f"arn:{self.partition}:s3:::{self.name}",
            "aws:sourceaccount": self.account_id,
            "aws:securetransport": "true",
        }
        log = f"arn:{target_bucket.partition}:s3:::{target_bucket.name}/{target_prefix or ''}any"
        return allows(json.loads(target_bucket.policy), Request("s3:PutObject", log, service=_SERVICE, context=context))


def _get_bucket_logging(self: Any) -> Any:
    put = self.backend.get_bucket_logging(self.bucket_name)

    def complete(members: dict[str, Any]) -> None:
        if keys := put.get(_FORMAT):
            members["LoggingEnabled"][_FORMAT] = {name: keys[name] or {} for name in _PREFIXES if name in keys}

    return completed(self, _get, complete)


S3Response.get_bucket_logging = _get_bucket_logging
FakeBucket._log_permissions_enabled_policy = _AskedBucket._log_permissions
