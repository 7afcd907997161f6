"""What people do to an organization past Pulumi: each kind of change once, and how `drift` must name it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

DENY = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]})

Row = tuple[str, str, str, str]
"""Severity, kind, name and what."""


@dataclass
class Hands:
    """Somebody with administrator access to the management account."""

    client: Callable[..., Any]

    @cached_property
    def organizations(self) -> Any:
        return self.client("organizations")

    @cached_property
    def root(self) -> str:
        return str(self.organizations.list_roots()["Roots"][0]["Id"])

    @cached_property
    def accounts(self) -> dict[str, str]:
        return {one["Name"]: one["Id"] for one in self.organizations.list_accounts(MaxResults=20)["Accounts"]}

    @cached_property
    def own(self) -> str:
        return str(self.organizations.describe_organization()["Organization"]["MasterAccountId"])

    @cached_property
    def units(self) -> dict[str, str]:
        found = self.organizations.list_organizational_units_for_parent(ParentId=self.root)
        return {one["Name"]: one["Id"] for one in found["OrganizationalUnits"]}

    @cached_property
    def policies(self) -> dict[str, str]:
        found = self.organizations.list_policies(Filter="SERVICE_CONTROL_POLICY")["Policies"]
        return {one["Name"]: one["Id"] for one in found}

    def tag(self, resource: str) -> None:
        self.organizations.tag_resource(ResourceId=resource, Tags=[{"Key": "Owner", "Value": "somebody"}])

    def detach(self, policy: str, target: str) -> None:
        self.organizations.detach_policy(PolicyId=self.policies[policy], TargetId=target)

    def disable(self, kind: str) -> None:
        """AWS changes one policy type at a time."""
        for _ in range(100):
            try:
                self.organizations.disable_policy_type(RootId=self.root, PolicyType=kind)
                return
            except self.organizations.exceptions.PolicyChangesInProgressException:
                time.sleep(0.1)

    def new_policy(self, name: str) -> str:
        made = self.organizations.create_policy(Name=name, Type="SERVICE_CONTROL_POLICY", Description="", Content=DENY)
        return str(made["Policy"]["PolicySummary"]["Id"])

    def move(self, account: str, source: str, destination: str) -> None:
        self.organizations.move_account(
            AccountId=self.accounts[account],
            SourceParentId=self.units[source],
            DestinationParentId=self.units[destination],
        )


@dataclass(frozen=True)
class Change:
    """One kind of change, and the row that it must make."""

    act: Callable[[Hands], Any]
    row: Row


def _organization() -> dict[str, Change]:
    email = "account/aws+plat-prod@acme.example"
    return {
        "account created": Change(
            lambda by: by.organizations.create_account(Email="shadow@acme.example", AccountName="shadow"),
            ("critical", "account", "shadow", "unmanaged"),
        ),
        "account moved": Change(
            lambda by: by.move("plat-dev", "plat", "core"), ("high", "account", "plat-dev", "moved")
        ),
        "account closed": Change(
            lambda by: by.organizations.close_account(AccountId=by.accounts["plat-sandbox"]),
            ("high", "account", "plat-sandbox", "state"),
        ),
        "account renamed": Change(
            lambda by: by.client("account").put_account_name(AccountId=by.accounts["core-dns"], AccountName="names"),
            ("low", "account", "core-dns", "renamed"),
        ),
        "account tagged": Change(lambda by: by.tag(by.accounts["core-auto"]), ("low", "account", "core-auto", "tags")),
        "unit created": Change(
            lambda by: by.organizations.create_organizational_unit(ParentId=by.units["plat"], Name="secret"),
            ("medium", "organizational unit", "plat/secret", "unmanaged"),
        ),
        "unit tagged": Change(lambda by: by.tag(by.units["plat"]), ("low", "organizational unit", "plat", "tags")),
        "policy's document changed": Change(
            lambda by: by.organizations.update_policy(PolicyId=by.policies["DenyLeavingOrganization"], Content=DENY),
            ("high", "policy", "DenyLeavingOrganization", "document"),
        ),
        "policy's description changed": Change(
            lambda by: by.organizations.update_policy(
                PolicyId=by.policies["DenyRootAccountAccess"], Description="other"
            ),
            ("low", "policy", "DenyRootAccountAccess", "description"),
        ),
        "policy tagged": Change(
            lambda by: by.tag(by.policies["DenyCloudTrailActions"]),
            ("low", "policy", "DenyCloudTrailActions", "tags"),
        ),
        "policy renamed": Change(
            lambda by: by.organizations.update_policy(PolicyId=by.policies["DenyIAMCreatingUsers"], Name="Renamed"),
            ("high", "policy", "DenyIAMCreatingUsers", "missing"),
        ),
        "policy created": Change(lambda by: by.new_policy("Mine"), ("medium", "policy", "Mine", "unmanaged")),
        "policy created and attached": Change(
            lambda by: by.organizations.attach_policy(PolicyId=by.new_policy("Ours"), TargetId=by.units["plat"]),
            ("high", "attachment", "Ours on ou/plat", "unmanaged"),
        ),
        "policy detached": Change(
            lambda by: by.detach("DenyS3BucketsPublicAccess", by.accounts["plat-prod"]),
            ("high", "attachment", f"DenyS3BucketsPublicAccess on {email}", "missing"),
        ),
        "policy attached": Change(
            lambda by: by.organizations.attach_policy(PolicyId=by.policies["DenyCloudTrailActions"], TargetId=by.root),
            ("high", "attachment", "DenyCloudTrailActions on root", "unmanaged"),
        ),
        "AWS's own policy detached": Change(
            lambda by: by.detach("FullAWSAccess", by.accounts["plat-staging"]),
            ("critical", "attachment", "FullAWSAccess on account/aws+plat-staging@acme.example", "missing"),
        ),
        "policy type enabled": Change(
            lambda by: by.organizations.enable_policy_type(RootId=by.root, PolicyType="BACKUP_POLICY"),
            ("low", "policy type", "BACKUP_POLICY", "unmanaged"),
        ),
        "policy type disabled": Change(
            lambda by: by.disable("TAG_POLICY"),
            ("high", "policy type", "TAG_POLICY", "missing"),
        ),
        "service trusted": Change(
            lambda by: by.organizations.enable_aws_service_access(ServicePrincipal="access-analyzer.amazonaws.com"),
            ("high", "trusted service", "access-analyzer.amazonaws.com", "unmanaged"),
        ),
        "service trusted no more": Change(
            lambda by: by.organizations.disable_aws_service_access(ServicePrincipal="ipam.amazonaws.com"),
            ("medium", "trusted service", "ipam.amazonaws.com", "missing"),
        ),
        "administrator registered": Change(
            lambda by: by.organizations.register_delegated_administrator(
                AccountId=by.accounts["core-security"], ServicePrincipal="guardduty.amazonaws.com"
            ),
            ("high", "delegated administrator", "core-security for guardduty.amazonaws.com", "unmanaged"),
        ),
        "root feature enabled": Change(
            lambda by: (
                by.organizations.enable_aws_service_access(ServicePrincipal="iam.amazonaws.com"),
                by.client("iam").enable_organizations_root_credentials_management(),
            ),
            ("medium", "root feature", "RootCredentialsManagement", "unmanaged"),
        ),
        "resource policy put": Change(
            lambda by: by.organizations.put_resource_policy(Content=_delegating(by.accounts["core-security"])),
            ("high", "resource policy", "organization", "unmanaged"),
        ),
    }


def _delegating(account: str) -> str:
    statement = {
        "Sid": "Delegate",
        "Effect": "Allow",
        "Principal": {"AWS": account},
        "Action": "organizations:ListPolicies",
        "Resource": "*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _account() -> dict[str, Change]:
    """Changes in the management account."""
    settings = "core-root: account-settings-gbl-"
    open_door = dict.fromkeys(
        ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), False
    )
    return {
        "alias deleted": Change(
            lambda by: by.client("iam").delete_account_alias(AccountAlias="acme-core-root"),
            ("low", "AccountAlias", f"{settings}alias", "missing"),
        ),
        "password policy deleted": Change(
            lambda by: by.client("iam").delete_account_password_policy(),
            ("high", "AccountPasswordPolicy", f"{settings}password-policy", "missing"),
        ),
        "S3 opened": Change(
            lambda by: by.client("s3control").put_public_access_block(
                AccountId=by.own, PublicAccessBlockConfiguration=open_door
            ),
            ("critical", "AccountPublicAccessBlock", f"{settings}s3-public-access", ""),
        ),
        "EBS encryption switched off": Change(
            lambda by: by.client("ec2").disable_ebs_encryption_by_default(),
            ("high", "EncryptionByDefault", f"{settings}ebs-encryption-us-east-1", ""),
        ),
        "snapshots opened": Change(
            lambda by: by.client("ec2").disable_snapshot_block_public_access(),
            ("high", "SnapshotBlockPublicAccess", f"{settings}ebs-snapshot-block-us-east-1", ""),
        ),
        "images opened": Change(
            lambda by: by.client("ec2").disable_image_block_public_access(),
            ("high", "ImageBlockPublicAccess", f"{settings}image-block-us-east-1", ""),
        ),
        "serial console opened": Change(
            lambda by: by.client("ec2").enable_serial_console_access(),
            ("high", "SerialConsoleAccess", f"{settings}serial-console-us-east-1", ""),
        ),
        "metadata defaults changed": Change(
            lambda by: by.client("ec2").modify_instance_metadata_defaults(HttpTokens="optional"),
            ("high", "InstanceMetadataDefaults", f"{settings}instance-metadata-us-east-1", "httpTokens"),
        ),
        "contact changed": Change(
            lambda by: by.client("account").put_alternate_contact(
                AlternateContactType="SECURITY",
                Name="Nobody",
                Title="None",
                EmailAddress="nobody@acme.example",
                PhoneNumber="+1 555",
            ),
            ("medium", "AlternativeContact", f"{settings}contact-security", ""),
        ),
        "analyzer deleted": Change(
            lambda by: by.client("accessanalyzer").delete_analyzer(analyzerName="acme-core-root-access"),
            ("high", "Analyzer", f"{settings}access-analyzer-us-east-1", "missing"),
        ),
        "budget deleted": Change(
            lambda by: by.client("budgets").delete_budget(AccountId=by.own, BudgetName="acme-core-root-organization"),
            ("medium", "Budget", "core-root: budget-gbl-organization", "missing"),
        ),
        "topic deleted": Change(
            lambda by: by.client("sns").delete_topic(TopicArn=f"arn:aws:sns:us-east-1:{by.own}:acme-core-root-budgets"),
            ("medium", "Topic", "core-root: budget-gbl-topic", "missing"),
        ),
        "key's alias deleted": Change(
            lambda by: by.client("kms").delete_alias(AliasName="alias/acme-core-root-budgets"),
            ("high", "Alias", "core-root: budget-gbl-key-alias", "missing"),
        ),
    }


IMPLIED: frozenset[Row] = frozenset(
    {
        ("medium", "policy", "Renamed", "unmanaged"),
        ("high", "attachment", "Renamed on ou/core", "unmanaged"),
        ("high", "attachment", "Renamed on account/aws+plat-prod@acme.example", "unmanaged"),
        ("medium", "policy", "Ours", "unmanaged"),
        ("high", "trusted service", "iam.amazonaws.com", "unmanaged"),
        ("medium", "TopicPolicy", "core-root: budget-gbl-topic-policy", "missing"),
    }
)
"""Rows that come with others: a renamed policy is a new one, and a topic's policy goes with it."""

CHANGES: dict[str, Change] = {**_organization(), **_account()}
