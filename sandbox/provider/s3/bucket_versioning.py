"""Versioning of a bucket."""

from __future__ import annotations

from collections.abc import Iterator

from sandbox.provider.errors import code
from sandbox.provider.resource import Change
from sandbox.provider.s3.owned import OfBucket, identifier_of
from sandbox.provider.shapes import given, to_aws
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import UNKNOWN, Properties

_NAMES = {"mfaDelete": "MFADelete"}


class BucketVersioning(OfBucket):
    """``aws.s3.BucketVersioning``: a deletion suspends, for versioning cannot be taken away."""

    def create(self, inputs: Properties) -> str:
        """PutBucketVersioning, unless it shall be "Disabled", which no bucket can be set to."""
        identifier = identifier_of(inputs)
        if inputs["versioningConfiguration"]["status"] != "Disabled":
            self._put(identifier, inputs)
        return identifier

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetBucketVersioning; no status means "Disabled"."""
        found = self.s3.get_bucket_versioning(**self.owned(identifier))
        configuration = {"status": found.get("Status", "Disabled"), **given(mfaDelete=found.get("MFADelete"))}
        return {**self.names(identifier), "versioningConfiguration": configuration}

    def update(self, identifier: str, change: Change) -> None:
        """PutBucketVersioning, then waits until it reads back."""
        self._put(identifier, change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """PutBucketVersioning with Suspended; a bucket with object lock keeps it."""
        if state["versioningConfiguration"]["status"] == "Disabled":
            return
        try:
            self.s3.put_bucket_versioning(**self.owned(identifier), VersioningConfiguration={"Status": "Suspended"})
        except Exception as error:
            if code(error) != "InvalidBucketState":
                raise

    def refusals(self, state: Properties, inputs: Properties) -> Iterator[str]:
        """Versioning never becomes "Disabled" again."""
        old, new = state["versioningConfiguration"]["status"], inputs["versioningConfiguration"]
        if old != "Disabled" and new is not UNKNOWN and new.get("status") == "Disabled":
            yield f"versioning_configuration.status cannot be updated from '{old}' to 'Disabled'"

    def _put(self, identifier: str, properties: Properties) -> None:
        wanted = properties["versioningConfiguration"]
        self.s3.put_bucket_versioning(
            **self.owned(identifier),
            **given(MFA=properties.get("mfa")),
            VersioningConfiguration=to_aws(wanted, _NAMES),
        )
        until_true(
            lambda: self.s3.get_bucket_versioning(**self.owned(identifier)).get("Status") == wanted["status"],
            f"versioning of bucket {identifier} to be {wanted['status']}",
            60,
        )
