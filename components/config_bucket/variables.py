"""Variables of ``config-bucket`` (Cloud Posse's component of that name)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from blocks.bucket.settings import Algorithm
from blocks.log_bucket.variables import LogBucketVariables


class ConfigBucketVariables(LogBucketVariables):
    """The bucket that AWS Config delivers to: for which accounts, how it is encrypted, and how long it keeps what."""

    name: str = Field("config", description="Label of this instance.")
    sse_algorithm: Algorithm = Field(
        "AES256", description="Encryption of what is delivered; `aws:kms` makes a key here, which AWS Config may use."
    )
    access_log_bucket_component_name: str | None = Field(
        None,
        description="Instance of `cloudtrail-bucket` in the same config stack whose bucket of access logs takes those "
        "of this bucket, which it names in `access_log_sources`; null for none.",
    )
    account_recorders: list[str] | Literal["all", "organization"] = Field(
        "all",
        description="Accounts whose recorders deliver here, by name; `all` for those of the account map, each below "
        "its own path; `organization` for any of the organization, below any account's path, where a policy of S3 is "
        "too short to name each.",
    )
