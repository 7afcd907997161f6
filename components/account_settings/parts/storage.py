"""Public access to S3."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from components.account_settings.variables import AccountSettingsVariables


def s3_block(name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions) -> Mapping[str, Any]:
    """Registers the S3 public access block of the account."""
    if variables.s3_block_public_access_enabled:
        aws.s3.AccountPublicAccessBlock(
            f"{name}-s3-public-access",
            block_public_acls=variables.s3_block_public_acls,
            block_public_policy=variables.s3_block_public_policy,
            ignore_public_acls=variables.s3_ignore_public_acls,
            restrict_public_buckets=variables.s3_restrict_public_buckets,
            opts=options,
        )
    return {"s3_block_public_access_configured": variables.s3_block_public_access_enabled}
