"""Which KMS key encrypts new EBS volumes in a region."""

from __future__ import annotations

from components.account_settings.variables import AccountSettingsVariables


def ebs_key_of(variables: AccountSettingsVariables, region: str) -> str | None:
    """The ARN of the key for one region, None where volumes are encrypted with AWS's own."""
    single = variables.ebs_default_kms_key_arn
    if region in variables.ebs_default_kms_key_arns:
        return variables.ebs_default_kms_key_arns[region]
    return single if single is not None and region_of(single) == region else None


def region_of(arn: str) -> str | None:
    """The region in the ARN of a KMS key, None when it is no such ARN."""
    parts = arn.split(":")
    return parts[3] if len(parts) == 6 and parts[0] == "arn" and parts[2] == "kms" else None
