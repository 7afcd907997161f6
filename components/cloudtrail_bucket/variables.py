"""Variables of ``cloudtrail-bucket`` (Cloud Posse's component of that name, v1.537)."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from blocks.bucket.settings import Algorithm
from blocks.bucket.variables import Days, NamedBucketVariables
from blocks.identifiers import BucketName
from model.variables import Strict


class ObjectLockConfiguration(Strict):
    """How long nobody may delete a version of a log."""

    mode: Literal["GOVERNANCE", "COMPLIANCE"] = Field(
        description="`GOVERNANCE` can be bypassed with a permission of its own, `COMPLIANCE` by nobody at all."
    )
    days: int | None = Field(None, ge=1, le=36500, description="Retention in days; either days or years.")
    years: int | None = Field(None, ge=1, le=100, description="Retention in years; either days or years.")

    @model_validator(mode="after")
    def _days_or_years(self) -> Self:
        if (self.days is None) == (self.years is None):
            raise ValueError("give exactly one of `days` and `years`")
        return self

    @property
    def in_days(self) -> int:
        """The retention in days."""
        return self.days or (self.years or 0) * 365


class CloudTrailBucketVariables(NamedBucketVariables):
    """The bucket of the audit logs: who may write, how it is encrypted, and how long it keeps what."""

    name: str = Field("cloudtrail", description="Label of this instance.")
    force_destroy: bool = Field(
        False, description="Whether destroyed buckets, that of the access logs too, take their logs along."
    )
    versioning_enabled: bool = Field(True, description="Whether overwritten and deleted logs are kept as versions.")
    sse_algorithm: Algorithm = Field(
        "AES256", description="Encryption of logs whose trail brings no key of its own; `aws:kms` makes a key here."
    )
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
    object_lock_configuration: ObjectLockConfiguration | None = Field(
        None, description="Default retention of each log; needs versioning."
    )
    create_access_log_bucket: bool = Field(
        False, description="Whether a second bucket, `<id>-access-logs`, records who reads the logs."
    )
    access_log_bucket_name: BucketName | None = Field(
        None, description="A bucket of the same account and region that collects access logs already."
    )
    access_log_expiration_days: Days = Field(365, description="Days until access logs expire in a bucket made here.")
    organization_trail_name: str = Field(
        "*",
        pattern=r"^[A-Za-z0-9*?][A-Za-z0-9._*?-]{0,127}$",
        description="Name of the organization's trail; `*` for any trail of the management account.",
    )
    account_trails: list[str] | Literal["all"] = Field(
        "all", description="Accounts whose own trails may write here, by name; `all` for every member."
    )
    s3_key_prefix: str = Field("", max_length=200, description="Prefix that the trails put before `AWSLogs`.")
    policy: list[dict[str, Any]] = Field(
        default_factory=list, description="Further statements of the bucket's policy, in IAM's own words."
    )
