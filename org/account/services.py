"""What the organization shares and delegates: root features, RAM, delegated administrators, resource policy."""

from __future__ import annotations

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from org.account.organization import Root
from org.account.resource_policy import resource_policy_content
from org.account.structure import structure_of
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
    existing = _Existing(variables)
    if variables.organization_enabled_features:
        aws.iam.OrganizationsFeatures(
            f"{prefix}-root-features",
            enabled_features=sorted(variables.organization_enabled_features),
            opts=existing.taken(options, existing.beginning("o-")),
        )
    if variables.ram_sharing_enabled:
        aws.ram.SharingWithOrganization(f"{prefix}-ram-sharing", opts=options)
    for principal, names in sorted(variables.delegated_administrators.items()):
        for name in names:
            aws.organizations.DelegatedAdministrator(
                f"{prefix}-{principal}/{name}",
                account_id=accounts[name].id,
                service_principal=principal,
                opts=existing.taken(options, existing.delegation(name, principal)),
            )
    if variables.resource_policy is not None:
        aws.organizations.ResourcePolicy(
            f"{prefix}-resource-policy",
            content=resource_policy_content(variables),
            opts=existing.taken(options, existing.beginning("rp-"), "tags", "tagsAll"),
        )


class _Existing:
    """What is taken over instead of made: the ids under `import_ids`."""

    def __init__(self, variables: AccountVariables) -> None:
        self._ids = frozenset(variables.organization_config.organization.import_ids)
        members = structure_of(variables).members if self._ids else ()
        self._accounts = {member.key: member.settings.import_id for member in members}

    def beginning(self, start: str) -> str | None:
        """The id that begins like this."""
        return next((one for one in sorted(self._ids) if one.startswith(start)), None)

    def delegation(self, account: str, principal: str) -> str | None:
        """The id of an account's administration of a service."""
        found = f"{self._accounts.get(account)}/{principal}"
        return found if found in self._ids else None

    def taken(self, options: pulumi.ResourceOptions, import_id: str | None, *kept: str) -> pulumi.ResourceOptions:
        """The options of a resource that is taken over by its id; those of any other where there is none."""
        if import_id is None:
            return options
        return pulumi.ResourceOptions.merge(
            options, pulumi.ResourceOptions(import_=import_id, ignore_changes=list(kept) or None)
        )
