"""The policy of a bucket."""

from __future__ import annotations

from sandbox.provider.resource import Change
from sandbox.provider.s3.owned import OfBucket
from sandbox.provider.wire import Properties


class BucketPolicy(OfBucket):
    """``aws.s3.BucketPolicy``."""

    gone = ("NoSuchBucket", "NoSuchBucketPolicy")

    def create(self, inputs: Properties) -> str:
        """PutBucketPolicy, which overwrites."""
        self.s3.put_bucket_policy(Bucket=inputs["bucket"], Policy=inputs["policy"])
        return str(inputs["bucket"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetBucketPolicy."""
        return {"bucket": identifier, "policy": self.s3.get_bucket_policy(Bucket=identifier)["Policy"]}

    def update(self, identifier: str, change: Change) -> None:
        """PutBucketPolicy."""
        self.s3.put_bucket_policy(Bucket=identifier, Policy=change.new["policy"])

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteBucketPolicy."""
        self.s3.delete_bucket_policy(Bucket=identifier)
