"""Object lock of a bucket and its default retention."""

from __future__ import annotations

from sandbox.provider.resource import Change
from sandbox.provider.s3.owned import OfBucket, identifier_of
from sandbox.provider.shapes import from_aws, given, to_aws
from sandbox.provider.wire import Properties


class BucketObjectLockConfiguration(OfBucket):
    """``aws.s3.BucketObjectLockConfiguration``: a deletion removes only the default retention."""

    gone = ("NoSuchBucket", "ObjectLockConfigurationNotFoundError")

    def create(self, inputs: Properties) -> str:
        """PutObjectLockConfiguration."""
        identifier = identifier_of(inputs)
        self._put(identifier, inputs)
        return identifier

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetObjectLockConfiguration."""
        found = self.s3.get_object_lock_configuration(**self.owned(identifier))["ObjectLockConfiguration"]
        return {
            **self.names(identifier),
            "objectLockEnabled": found.get("ObjectLockEnabled"),
            "rule": from_aws(found.get("Rule")),
        }

    def update(self, identifier: str, change: Change) -> None:
        """PutObjectLockConfiguration."""
        self._put(identifier, change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """PutObjectLockConfiguration without a rule."""
        self.s3.put_object_lock_configuration(
            **self.owned(identifier), ObjectLockConfiguration={"ObjectLockEnabled": state["objectLockEnabled"]}
        )

    def _put(self, identifier: str, properties: Properties) -> None:
        self.s3.put_object_lock_configuration(
            **self.owned(identifier),
            **given(Token=properties.get("token")),
            ObjectLockConfiguration={
                "ObjectLockEnabled": properties["objectLockEnabled"],
                **given(Rule=to_aws(properties.get("rule"))),
            },
        )
