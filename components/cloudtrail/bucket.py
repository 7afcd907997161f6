"""The bucket that a trail writes to: an instance's exports, or a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pulumi

from blocks.wiring import Wiring
from components.cloudtrail.variables import CloudTrailVariables


@dataclass(frozen=True)
class Bucket:
    """What a trail must know of its bucket. Ids are null where only a name is known."""

    name: pulumi.Input[str]
    s3_key_prefix: str = ""
    account_id: str | None = None
    organization_id: str | None = None


def bucket_of(variables: CloudTrailVariables, wiring: Wiring) -> Bucket:
    """The bucket of a trail. Raises RunError where it is in another region than the key that encrypts its logs."""
    if variables.s3_bucket_name:
        own = wiring.account_map.organization_id if wiring.account_map else None
        return Bucket(
            variables.s3_bucket_name,
            account_id=variables.audit_account_id,
            organization_id=variables.organization_id or own,
        )
    exported: dict[str, Any] = wiring.upstreams["bucket"]
    if variables.own_key and exported["region"] != variables.region:
        raise pulumi.RunError(
            f"trail '{variables.trail_name}' is in {variables.region} and its bucket in {exported['region']}: "
            "CloudTrail takes keys of the bucket's region only. Put the trail there, or set `kms_key_arn` to such a key"
        )
    return Bucket(
        exported["cloudtrail_bucket_id"],
        s3_key_prefix=exported.get("s3_key_prefix") or "",
        account_id=variables.audit_account_id or exported["account_id"],
        organization_id=variables.organization_id or exported["organization_id"],
    )
