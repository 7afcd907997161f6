"""The organization itself: created, adopted, or read where another program owns it."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from org.account.subject import Subject
from org.account.trust import policy_types, trusted_access


@dataclass(frozen=True)
class Root:
    """The organization and its root. ``resource`` is None when the organization is only read."""

    resource: aws.organizations.Organization | None
    organization_id: pulumi.Output[str]
    organization_arn: pulumi.Output[str]
    management_account_id: pulumi.Output[str]
    management_account_name: pulumi.Output[str]
    id: pulumi.Output[str]


def root_of(parent: pulumi.ComponentResource, name: str, subject: Subject) -> Root:
    """The organization as a protected child of the tree, or as AWS describes it."""
    if not subject.variables.organization_enabled:
        return _read(parent)
    variables = subject.variables
    organization = aws.organizations.Organization(
        f"{name}-organization",
        feature_set=variables.feature_set,
        aws_service_access_principals=trusted_access(subject.structure, subject.policies, subject.trusted_access),
        enabled_policy_types=policy_types(variables, subject.policies),
        opts=pulumi.ResourceOptions(
            parent=parent,
            protect=True,
            import_=variables.organization_config.organization.import_id,
        ),
    )
    return Root(
        organization,
        organization.id,
        organization.arn,
        organization.master_account_id,
        organization.master_account_name,
        organization.roots[0].id,
    )


def _read(parent: pulumi.ComponentResource) -> Root:
    found = aws.organizations.get_organization_output(opts=pulumi.InvokeOutputOptions(parent=parent))
    return Root(None, found.id, found.arn, found.master_account_id, found.master_account_name, found.roots[0].id)
