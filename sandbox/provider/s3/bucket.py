"""Buckets. Their settings are side resources; the old inline blocks are only read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.errors import ProviderError, code
from sandbox.provider.index.partitions import partition_of
from sandbox.provider.resource import Resource
from sandbox.provider.s3 import emptying, settings, website_zones
from sandbox.provider.shapes import given
from sandbox.provider.tags import as_list, as_map
from sandbox.provider.unique import name_from, prefix_of
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import Properties

_HOME = "us-east-1"


class Bucket(Resource):
    """``aws.s3.Bucket``."""

    gone = ("404", "NoSuchBucket")

    def create(self, inputs: Properties) -> str:
        """CreateBucket; in us-east-1, where that is idempotent, a bucket of one's own is looked for before."""
        name = name_from(inputs.get("bucket"), inputs.get("bucketPrefix"))
        if self.region == _HOME and self._exists(name):
            raise ProviderError(f"creating S3 Bucket ({name}): BucketAlreadyExists")
        place = {} if self.region == _HOME else {"LocationConstraint": self.region}
        self._client.create_bucket(
            Bucket=name,
            ObjectLockEnabledForBucket=bool(inputs.get("objectLockEnabled")),
            **given(CreateBucketConfiguration=place),
        )
        return name

    def complete(self, identifier: str, inputs: Properties) -> None:
        """Waits until it exists, then PutBucketTagging."""
        until_true(lambda: self._exists(identifier), f"bucket {identifier} to exist")
        if inputs.get("tagsAll"):
            self.retag(identifier, {}, inputs["tagsAll"], [])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """HeadBucket and every setting that a bucket may have."""
        head = self._client.head_bucket(Bucket=identifier)
        suffix = partition_of(self.region)["outputs"]["dnsSuffix"]
        return {
            "bucket": identifier,
            "bucketPrefix": prefix_of(identifier),
            "bucketNamespace": state.get("bucketNamespace") or "global",
            "arn": f"arn:{self.aws.partition}:s3:::{identifier}",
            "bucketDomainName": f"{identifier}.s3.{suffix}",
            "bucketRegionalDomainName": f"{identifier}.s3.{self.region}.{suffix}",
            "bucketRegion": head.get("BucketRegion") or self.region,
            "hostedZoneId": website_zones.ZONES.get(self.region),
            "tagsAll": self._tags(identifier),
            **settings.read(self._client, identifier),
        }

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """PutBucketTagging with all user tags, or DeleteBucketTagging."""
        kept = {key: value for key, value in self._tags(identifier).items() if key not in removing}
        wanted = {**kept, **setting}
        if wanted:
            self._client.put_bucket_tagging(Bucket=identifier, Tagging={"TagSet": as_list(wanted)})
        else:
            self._client.delete_bucket_tagging(Bucket=identifier)

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteBucket; with ``forceDestroy`` it is emptied first, all versions of everything."""
        try:
            self._client.delete_bucket(Bucket=identifier)
        except Exception as error:
            if code(error) != "BucketNotEmpty" or not state.get("forceDestroy"):
                raise
            emptying.empty(self._client, identifier, bool(state.get("objectLockEnabled")))
            self._client.delete_bucket(Bucket=identifier)
        until_true(lambda: not self._exists(identifier), f"bucket {identifier} to be gone")

    def _exists(self, name: str) -> bool:
        try:
            self._client.head_bucket(Bucket=name)
        except Exception as error:
            if code(error) in self.gone:
                return False
            raise
        return True

    def _tags(self, name: str) -> dict[str, str]:
        try:
            return as_map(self._client.get_bucket_tagging(Bucket=name)["TagSet"])
        except Exception as error:
            if code(error) == "NoSuchTagSet":
                return {}
            raise

    @property
    def _client(self) -> Any:
        return self.client("s3")
