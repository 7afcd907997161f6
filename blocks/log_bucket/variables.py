"""Variables of every bucket that collects what services deliver."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from blocks.bucket.settings import Algorithm
from blocks.bucket.variables import Days, NamedBucketVariables
from blocks.identifiers import BucketName


class LogBucketVariables(NamedBucketVariables):
    """How a bucket is encrypted, how long it keeps what, and where it is written down who reads it."""

    force_destroy: bool = Field(
        False, description="Whether destroyed buckets, that of the access logs too, take their logs along."
    )
    versioning_enabled: bool = Field(True, description="Whether overwritten and deleted logs are kept as versions.")
    sse_algorithm: Algorithm = Field("AES256", description="Encryption of the logs; `aws:kms` makes a key here.")
    lifecycle_rule_enabled: bool = Field(True, description="Whether logs move to cheaper storage and expire.")
    standard_transition_days: Days | None = Field(30, description="Days to Standard-IA; at least 30, null for never.")
    glacier_transition_days: Days | None = Field(
        90, description="Days to Glacier; at least 30 after Standard-IA, null for never."
    )
    expiration_days: Days | None = Field(365, description="Days until logs expire; null for never.")
    noncurrent_version_transition_days: Days | None = Field(
        30, description="Days until a superseded version moves to Glacier; null for never."
    )
    noncurrent_version_expiration_days: Days | None = Field(
        365, description="Days until a superseded version expires; null for never."
    )
    abort_incomplete_multipart_upload_days: Days = Field(5, description="Days until unfinished uploads are removed.")
    create_access_log_bucket: bool = Field(
        False, description="Whether a second bucket, `<id>-access-logs`, records who reads the logs."
    )
    access_log_sources: list[BucketName] = Field(
        default_factory=list,
        description="Further buckets of the same account and region whose access logs that second bucket takes.",
    )
    access_log_bucket_name: BucketName | None = Field(
        None, description="A bucket of the same account and region that collects access logs already."
    )
    access_log_expiration_days: Days = Field(365, description="Days until access logs expire in a bucket made here.")
    s3_key_prefix: str = Field("", max_length=200, description="Prefix that comes before `AWSLogs`.")
    policy: list[dict[str, Any]] = Field(
        default_factory=list, description="Further statements of the bucket's policy, in IAM's own words."
    )
