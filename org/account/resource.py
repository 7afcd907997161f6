"""The kind `account` as Pulumi sees it: the component resource and its exports."""

from __future__ import annotations

from typing import Any

import pulumi

from blocks.wiring import Built, Wiring
from org.account.export import VERSION
from org.account.structure import Member
from org.account.subject import Subject
from org.account.tags import account_tags
from org.account.tree import OrganizationTree
from org.account.variables import AccountVariables


def build(name: str, variables: AccountVariables, wiring: Wiring) -> Built:
    """The organization, and exports in the shape of ``org.account.export.OrganizationExport``."""
    subject = Subject(variables, wiring.config_root, trusted_access=wiring.trusted_access)
    tree = OrganizationTree(name, subject, wiring.recorded, wiring.options())
    return Built(tree, _exports(tree, subject))


def _exports(tree: OrganizationTree, subject: Subject) -> dict[str, Any]:
    config = subject.variables.organization_config
    attached: dict[str, list[str]] = {key: [] for key in tree.policies}
    for attachment in subject.policies.attachments:
        attached[attachment.policy.key].append(attachment.target.key)
    return {
        "version": VERSION,
        "organization_id": tree.root.organization_id,
        "organization_arn": tree.root.organization_arn,
        "organization_root_id": tree.root.id,
        "root_account_name": config.root_account.name,
        "root_account_aws_name": tree.root.management_account_name,
        "root_account_id": tree.root.management_account_id,
        "accounts": {
            config.root_account.name: _management_account(tree, subject),
            **{member.key: _account(tree, subject, member) for member in subject.structure.managed},
        },
        "organizational_units": {path: {"id": unit.id, "arn": unit.arn} for path, unit in tree.units.items()},
        "policies": {
            key: {
                "id": policy.id,
                "arn": policy.arn,
                "type": subject.policies.by_key[key].type,
                "targets": attached[key],
            }
            for key, policy in tree.policies.items()
        },
    }


def _management_account(tree: OrganizationTree, subject: Subject) -> dict[str, Any]:
    root = subject.variables.organization_config.root_account
    return {
        "id": tree.root.management_account_id,
        "arn": pulumi.Output.concat(
            tree.root.organization_arn.apply(lambda arn: arn.replace(":organization/", ":account/")),
            "/",
            tree.root.management_account_id,
        ),
        "tenant": root.tenant,
        "stage": root.stage,
        "ou": None,
        "description": root.description,
        "tags": root.tags,
        "role_name": None,
        "status": "ACTIVE",
    }


def _account(tree: OrganizationTree, subject: Subject, member: Member) -> dict[str, Any]:
    account, settings = tree.accounts[member.key], member.settings
    tenant, _, stage = member.key.partition("-")
    return {
        "id": account.id,
        "arn": account.arn,
        "tenant": settings.tenant or tenant,
        "stage": settings.stage or stage,
        "ou": member.unit,
        "description": settings.description,
        "tags": account_tags(subject.variables, member),
        "role_name": settings.role_name or subject.variables.account_role_name,
        "status": "SUSPENDED" if member.suspended else account.state,
    }
