"""Side resources of a bucket whose id may carry the expected owner of the bucket: ``<bucket>[,<owner>]``."""

from __future__ import annotations

from typing import Any, ClassVar

from sandbox.provider.difference import Difference
from sandbox.provider.resource import Resource
from sandbox.provider.wire import Properties


class OfBucket(Resource):
    """A configuration that a bucket has one of."""

    gone: ClassVar[tuple[str, ...]] = ("NoSuchBucket",)

    @property
    def s3(self) -> Any:
        """The client of S3 in the bucket's region."""
        return self.client("s3")

    def owned(self, identifier: str) -> dict[str, str]:
        """The parameters that name the bucket, and its expected owner when the id has one."""
        bucket, _, owner = identifier.partition(",")
        return {"Bucket": bucket, "ExpectedBucketOwner": owner} if owner else {"Bucket": bucket}

    def names(self, identifier: str) -> Properties:
        """``bucket`` and ``expectedBucketOwner``, which are read from the id."""
        bucket, _, owner = identifier.partition(",")
        return {"bucket": bucket, "expectedBucketOwner": owner} if owner else {"bucket": bucket}

    def replaces(self, difference: Difference, state: Properties) -> bool:
        """Naming the caller's own account as the owner, where none was named, changes nothing in AWS."""
        return not (not difference.old and difference.new == self.aws.account_id)


def identifier_of(inputs: Properties) -> str:
    """The id: the bucket, and its expected owner when that is given."""
    owner = inputs.get("expectedBucketOwner")
    return f"{inputs['bucket']},{owner}" if owner else str(inputs["bucket"])
