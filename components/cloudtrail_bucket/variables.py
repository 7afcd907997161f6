"""Variables of ``cloudtrail-bucket`` (Cloud Posse's component of that name, v1.537)."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from blocks.bucket.settings import Algorithm
from blocks.log_bucket.variables import LogBucketVariables
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


class CloudTrailBucketVariables(LogBucketVariables):
    """The bucket of the audit logs: who may write, how it is encrypted, and how long it keeps what."""

    name: str = Field("cloudtrail", description="Label of this instance.")
    sse_algorithm: Algorithm = Field(
        "AES256", description="Encryption of logs whose trail brings no key of its own; `aws:kms` makes a key here."
    )
    object_lock_configuration: ObjectLockConfiguration | None = Field(
        None, description="Default retention of each log; needs versioning."
    )
    organization_trail_name: str = Field(
        "*",
        pattern=r"^[A-Za-z0-9*?][A-Za-z0-9._*?-]{0,127}$",
        description="Name of the organization's trail; `*` for any trail of the management account.",
    )
    account_trails: list[str] | Literal["all"] = Field(
        "all", description="Accounts whose own trails may write here, by name; `all` for every member."
    )
