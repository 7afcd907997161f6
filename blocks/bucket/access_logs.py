"""The bucket that records who reads other ones."""

from __future__ import annotations

from collections.abc import Iterable

import pulumi

from blocks.bucket.policy import access_log_delivery
from blocks.bucket.resource import PrivateBucket
from blocks.bucket.settings import BucketSettings, log_prefix
from blocks.partition import partition_of


def access_log_bucket(
    name: str,
    settings: BucketSettings,
    logged: BucketSettings,
    account_id: pulumi.Input[str],
    parent: pulumi.Resource,
    further: Iterable[str] = (),
) -> pulumi.Output[str]:
    """Registers the bucket. Returns its name, known once S3 may deliver access logs there.

    They are those of ``logged``, and of the account's ``further`` buckets, by name.
    """
    delivery = pulumi.Output.from_input(account_id).apply(
        lambda known: [
            access_log_delivery(settings.arn, logged.log_prefix, logged.arn, known),
            *(
                access_log_delivery(
                    settings.arn,
                    log_prefix(source),
                    f"arn:{partition_of(settings.region)}:s3:::{source}",
                    known,
                    str(number),
                )
                for number, source in enumerate(further, start=2)
            ),
        ]
    )
    return PrivateBucket(f"{name}-access-logs", settings, parent, delivery).ready
