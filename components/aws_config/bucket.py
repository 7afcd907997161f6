"""The bucket that is delivered to: an instance's exports, or a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pulumi

from blocks.wiring import Wiring
from components.aws_config.variables import AwsConfigVariables


@dataclass(frozen=True)
class Bucket:
    """What recorders must know of their bucket."""

    name: pulumi.Input[str]
    s3_key_prefix: str
    kms_key_arn: pulumi.Input[str] | None


def bucket_of(variables: AwsConfigVariables, wiring: Wiring) -> Bucket:
    """The bucket of the recorders; what the variables say of it wins over what its instance exports."""
    prefix, key_arn = variables.s3_key_prefix, variables.s3_kms_key_arn
    if variables.s3_bucket_name:
        return Bucket(variables.s3_bucket_name, prefix or "", key_arn)
    exported: dict[str, Any] = wiring.upstreams["bucket"]
    return Bucket(
        exported["config_bucket_id"],
        (exported.get("s3_key_prefix") or "") if prefix is None else prefix,
        key_arn or exported.get("config_bucket_kms_key_arn"),
    )
