"""The access control list of a bucket."""

from __future__ import annotations

import re
from typing import Any

from sandbox.provider.resource import Change
from sandbox.provider.s3.owned import OfBucket
from sandbox.provider.shapes import from_aws, given, to_aws
from sandbox.provider.wire import Properties

_NAMES = {"id": "ID", "uri": "URI"}


class BucketAcl(OfBucket):
    """``aws.s3.BucketAcl``: a canned ACL is known from the id alone; a deletion leaves the list as it is."""

    def create(self, inputs: Properties) -> str:
        """PutBucketAcl."""
        self._put(inputs)
        parts = (inputs["bucket"], inputs.get("expectedBucketOwner"), inputs.get("acl"))
        return ",".join(part for part in parts if part)

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetBucketAcl."""
        bucket, owner, acl = _parts(identifier)
        found = self.s3.get_bucket_acl(Bucket=bucket, **given(ExpectedBucketOwner=owner))
        policy = {"owner": from_aws(found["Owner"], _NAMES), "grants": [_grant(item) for item in found["Grants"]]}
        # The real id moves with the canned ACL; here the state does, for an update cannot change an id.
        canned = state.get("acl") or acl
        return {
            "bucket": bucket,
            "accessControlPolicy": policy,
            **given(acl=canned, expectedBucketOwner=owner),
        }

    def update(self, identifier: str, change: Change) -> None:
        """PutBucketAcl."""
        self._put(change.new)

    def unknown_after(self, change: Change) -> tuple[str, ...]:
        """What a canned ACL means is known afterwards."""
        return ("accessControlPolicy",) if change.of("acl") else ()

    def _put(self, properties: Properties) -> None:
        acl = properties.get("acl")
        policy = None if acl else properties.get("accessControlPolicy")
        self.s3.put_bucket_acl(
            Bucket=properties["bucket"],
            **given(
                ExpectedBucketOwner=properties.get("expectedBucketOwner"),
                ACL=acl,
                AccessControlPolicy=to_aws(policy, _NAMES),
            ),
        )


def _grant(item: dict[str, Any]) -> Properties:
    found: Properties = from_aws(item, _NAMES)
    return found


def _parts(identifier: str) -> tuple[str, str, str]:
    """Bucket, expected owner and canned ACL of an id; a part of twelve digits is the owner."""
    bucket, *rest = identifier.split(",")
    owner = next((part for part in rest if re.fullmatch(r"\d{12}", part)), "")
    return bucket, owner, next((part for part in rest if part != owner), "")
