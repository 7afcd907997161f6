"""What the organization shares and delegates: root features, RAM, delegated administrators, resource policy."""

from __future__ import annotations

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from org.account.organization import Root
from org.account.resource_policy import resource_policy_content
from org.account.variables import AccountVariables


def service_resources(
    parent: pulumi.ComponentResource,
    prefix: str,
    variables: AccountVariables,
    root: Root,
    accounts: Mapping[str, aws.organizations.Account],
) -> None:
    """Resources that need the organization with its trusted access to be there first."""
    options = pulumi.ResourceOptions(parent=parent, depends_on=[root.resource] if root.resource else None)
    if variables.organization_enabled_features:
        aws.iam.OrganizationsFeatures(
            f"{prefix}-root-features", enabled_features=sorted(variables.organization_enabled_features), opts=options
        )
    if variables.ram_sharing_enabled:
        aws.ram.SharingWithOrganization(f"{prefix}-ram-sharing", opts=options)
    for principal, names in sorted(variables.delegated_administrators.items()):
        for name in names:
            aws.organizations.DelegatedAdministrator(
                f"{prefix}-{principal}/{name}", account_id=accounts[name].id, service_principal=principal, opts=options
            )
    if variables.resource_policy is not None:
        aws.organizations.ResourcePolicy(
            f"{prefix}-resource-policy", content=resource_policy_content(variables), opts=options
        )
