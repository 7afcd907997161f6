"""What blocks and watches public access in each region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from components.account_settings.variables import AccountSettingsVariables

# Every change replaces; created first, the new one would be undone by the delete of the old one.
_RESET_FIRST = pulumi.ResourceOptions(delete_before_replace=True)


def emr_block(name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions) -> Mapping[str, Any]:
    """Registers EMR's public access block."""
    permitted = [
        aws.emr.BlockPublicAccessConfigurationPermittedPublicSecurityGroupRuleRangeArgs(
            min_range=ports.min_range, max_range=ports.max_range
        )
        for ports in variables.emr_permitted_public_security_group_rule_ranges
    ]
    for region in variables.all_regions if variables.emr_block_public_access_enabled else ():
        aws.emr.BlockPublicAccessConfiguration(
            f"{name}-emr-block-{region}",
            block_public_security_group_rules=variables.emr_block_public_security_group_rules,
            permitted_public_security_group_rule_ranges=permitted,
            region=region,
            opts=pulumi.ResourceOptions.merge(options, _RESET_FIRST),
        )
    return {"emr_block_public_access_configured": variables.emr_block_public_access_enabled}


def access_analyzers(
    name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions
) -> Mapping[str, Any]:
    """Registers the analyzers. Exports ``access_analyzer_arns`` by region."""
    arns: dict[str, Any] = {}
    for region in variables.all_regions if variables.access_analyzer_enabled else ():
        context = variables.account_context.derive("access")
        analyzer = aws.accessanalyzer.Analyzer(
            f"{name}-access-analyzer-{region}",
            analyzer_name=variables.access_analyzer_name or context.id,
            type=variables.access_analyzer_type,
            tags={"Name": variables.access_analyzer_name or context.id},
            region=region,
            opts=pulumi.ResourceOptions.merge(options, _RESET_FIRST),
        )
        arns[region] = analyzer.arn
    return {"access_analyzer_arns": arns}
