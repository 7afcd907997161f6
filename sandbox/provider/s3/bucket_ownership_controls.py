"""Who owns the objects of a bucket."""

from __future__ import annotations

from sandbox.provider.resource import Change
from sandbox.provider.s3.owned import OfBucket
from sandbox.provider.shapes import to_aws
from sandbox.provider.wire import Properties


class BucketOwnershipControls(OfBucket):
    """``aws.s3.BucketOwnershipControls``: after a deletion the bucket has none at all."""

    gone = ("NoSuchBucket", "OwnershipControlsNotFoundError")

    def create(self, inputs: Properties) -> str:
        """PutBucketOwnershipControls."""
        self._put(inputs["bucket"], inputs)
        return str(inputs["bucket"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetBucketOwnershipControls."""
        rules = self.s3.get_bucket_ownership_controls(Bucket=identifier)["OwnershipControls"]["Rules"]
        return {"bucket": identifier, "rule": {"objectOwnership": rules[0]["ObjectOwnership"]}}

    def update(self, identifier: str, change: Change) -> None:
        """PutBucketOwnershipControls."""
        self._put(identifier, change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteBucketOwnershipControls."""
        self.s3.delete_bucket_ownership_controls(Bucket=identifier)

    def _put(self, bucket: str, properties: Properties) -> None:
        self.s3.put_bucket_ownership_controls(Bucket=bucket, OwnershipControls={"Rules": [to_aws(properties["rule"])]})
