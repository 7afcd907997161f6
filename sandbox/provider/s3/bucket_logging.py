"""Access logging of a bucket."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change
from sandbox.provider.s3.owned import OfBucket, identifier_of
from sandbox.provider.shapes import from_aws, given, to_aws
from sandbox.provider.wire import Properties

_NAMES = {"id": "ID", "uri": "URI"}


class BucketLogging(OfBucket):
    """``aws.s3.BucketLogging``."""

    def create(self, inputs: Properties) -> str:
        """PutBucketLogging, which overwrites."""
        identifier = identifier_of(inputs)
        self._put(identifier, inputs)
        return identifier

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetBucketLogging; without a target there is no logging."""
        found = self.s3.get_bucket_logging(**self.owned(identifier)).get("LoggingEnabled")
        if not found:
            return None
        return {
            **self.names(identifier),
            "targetBucket": found["TargetBucket"],
            "targetPrefix": found.get("TargetPrefix", ""),
            "targetGrants": from_aws(found.get("TargetGrants", []), _NAMES),
            "targetObjectKeyFormat": from_aws(found.get("TargetObjectKeyFormat"), _NAMES),
        }

    def update(self, identifier: str, change: Change) -> None:
        """PutBucketLogging."""
        self._put(identifier, change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """PutBucketLogging with nothing in it."""
        self.s3.put_bucket_logging(**self.owned(identifier), BucketLoggingStatus={})

    def _put(self, identifier: str, properties: Properties) -> None:
        enabled: dict[str, Any] = {
            "TargetBucket": properties["targetBucket"],
            "TargetPrefix": properties["targetPrefix"],
            **given(
                TargetGrants=to_aws(properties.get("targetGrants"), _NAMES),
                TargetObjectKeyFormat=to_aws(properties.get("targetObjectKeyFormat"), _NAMES),
            ),
        }
        self.s3.put_bucket_logging(**self.owned(identifier), BucketLoggingStatus={"LoggingEnabled": enabled})
