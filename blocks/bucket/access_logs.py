"""The bucket that records who reads another one."""

from __future__ import annotations

import pulumi

from blocks.bucket.policy import access_log_delivery
from blocks.bucket.resource import PrivateBucket
from blocks.bucket.settings import BucketSettings


def access_log_bucket(
    name: str,
    settings: BucketSettings,
    logged: BucketSettings,
    account_id: pulumi.Input[str],
    parent: pulumi.Resource,
) -> pulumi.Output[str]:
    """Registers the bucket. Returns its name, known once S3 may deliver the access logs of ``logged`` there."""
    delivery = pulumi.Output.from_input(account_id).apply(
        lambda known: [access_log_delivery(settings.arn, logged.log_prefix, logged.arn, known)]
    )
    return PrivateBucket(f"{name}-access-logs", settings, parent, delivery).ready
