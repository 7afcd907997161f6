"""Security Hub in each region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from components.account_settings.variables import AccountSettingsVariables

# The standards cannot be changed afterwards; an account and region has one hub, so the old one goes first.
_FIRST = pulumi.ResourceOptions(delete_before_replace=True)


def security_hub(name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions) -> Mapping[str, Any]:
    """Registers the hubs. Exports ``security_hub_arns`` by region."""
    arns: dict[str, Any] = {}
    for region in variables.all_regions if variables.security_hub_enabled else ():
        hub = aws.securityhub.Account(
            f"{name}-security-hub-{region}",
            enable_default_standards=variables.security_hub_default_standards_enabled,
            region=region,
            opts=pulumi.ResourceOptions.merge(options, _FIRST),
        )
        arns[region] = hub.arn
    return {"security_hub_arns": arns}
