"""What a bucket may be told, without a word of Pulumi."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from blocks.partition import partition_of

Algorithm = Literal["AES256", "aws:kms", "aws:kms:dsse"]


def log_prefix(bucket_name: str) -> str:
    """Where the access logs of a bucket go in the bucket that collects them."""
    return f"logs/{bucket_name}/"


@dataclass(frozen=True)
class LifecycleRule:
    """What becomes of objects below a prefix; days are counted from when a version is written or superseded."""

    id: str
    prefix: str = ""
    transitions: Mapping[str, int] = field(default_factory=dict)
    expiration_days: int | None = None
    noncurrent_transitions: Mapping[str, int] = field(default_factory=dict)
    noncurrent_expiration_days: int | None = None
    noncurrent_versions_kept: int | None = None
    expired_delete_markers: bool = False
    abort_multipart_days: int | None = None


@dataclass(frozen=True)
class ObjectLock:
    """How long nobody may delete a version: a mode and days or years."""

    mode: str
    days: int | None = None
    years: int | None = None


@dataclass(frozen=True)
class BucketSettings:
    """One private bucket. ``log_prefix`` is where its access logs go in the bucket that collects them."""

    name: str
    tags: Mapping[str, str]
    region: str
    algorithm: Algorithm = "AES256"
    versioning: bool = True
    force_destroy: bool = False
    lifecycle: tuple[LifecycleRule, ...] = ()
    object_lock: ObjectLock | None = None
    log_prefix: str = ""

    @property
    def arn(self) -> str:
        """The bucket's ARN, which its name alone decides."""
        return f"arn:{partition_of(self.region)}:s3:::{self.name}"

    @property
    def uses_kms(self) -> bool:
        """Whether a key of KMS encrypts its objects."""
        return self.algorithm != "AES256"
