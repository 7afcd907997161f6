"""Encryption of new EBS volumes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from components.account_settings.keys import ebs_key_of
from components.account_settings.variables import AccountSettingsVariables


def ebs_encryption(
    name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions
) -> Mapping[str, Any]:
    """Registers encryption by default in each region, and its key where one is given."""
    enabled = variables.ebs_default_encryption_enabled
    # AWS's delete switches encryption off: a region that is taken from the list stays encrypted.
    kept = pulumi.ResourceOptions.merge(options, pulumi.ResourceOptions(retain_on_delete=True))
    # A new key replaces, and the delete of the old one resets to AWS's key: it must come first.
    reset_first = pulumi.ResourceOptions.merge(options, pulumi.ResourceOptions(delete_before_replace=True))
    for region in variables.all_regions if enabled is not None else ():
        aws.ebs.EncryptionByDefault(f"{name}-ebs-encryption-{region}", enabled=enabled, region=region, opts=kept)
        key = ebs_key_of(variables, region)
        if key is not None:
            aws.ebs.DefaultKmsKey(f"{name}-ebs-key-{region}", key_arn=key, region=region, opts=reset_first)
    return {"ebs_default_encryption_configured": enabled is True}
