"""What is to happen when each variable of the kind `account` is set alone, and then changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.organization_answers import Aws

BASE: dict[str, Any] = {
    "account_email_format": "aws+%s@acme.example",
    "service_control_policies_config_paths": ["catalog/policies/*.yaml"],
    "aws_service_access_principals": [
        "account.amazonaws.com",
        "guardduty.amazonaws.com",
        "iam.amazonaws.com",
        "ram.amazonaws.com",
    ],
    "organization_config": {
        "root_account": {"name": "core-root", "tenant": "core", "stage": "root"},
        "organizational_units": {
            "plat": {"accounts": {"plat-a": {}, "plat-b": {}}},
            "quarantine": {"service_control_policies": ["DenyAllAccess"]},
            "locked": {"service_control_policies": ["DenyAllAccess"]},
        },
    },
    "removed_policies": ["Own", "Tags"],
}
Changes = Mapping[str, int]
Read = Callable[[Aws], Any]


@dataclass(frozen=True)
class Row:
    """``sets`` and ``changes`` are laid over the base. ``made`` and ``planned`` count the operations by their names.

    What is ``refused`` fails with these words, and AWS answers as before.
    """

    sets: Mapping[str, Any]
    made: Changes
    read: Read
    answer: Any
    changes: Mapping[str, Any] | None = None
    planned: Changes = field(default_factory=dict)
    refused: str = ""


def unit(**settings: Any) -> dict[str, Any]:
    """Settings of the unit `plat`."""
    return {"organization_config": {"organizational_units": {"plat": settings}}}


def account(**settings: Any) -> dict[str, Any]:
    """Settings of the account `plat-a`."""
    return unit(accounts={"plat-a": settings})


def root(**settings: Any) -> dict[str, Any]:
    """What is attached to the root."""
    return {"organization_config": {"organization": settings}}


def catalogs(*names: str) -> dict[str, Any]:
    """The files of the catalog that policies are taken from."""
    return {"service_control_policies_config_paths": [f"catalog/policies/{name}.yaml" for name in names]}


def contacts(name: str) -> dict[str, Any]:
    """One contact of every account."""
    person = {"name": name, "title": "CFO", "email_address": "cfo@acme.example", "phone_number": "+1 555 0100"}
    return {"contacts": {"alternates": {"billing": person}}}


OWN = {"Own": {"statements": [{"actions": ["s3:DeleteBucket"]}]}}
OTHER = {"Own": {"statements": [{"actions": ["s3:PutObject"]}]}}
TRUST: list[str] = BASE["aws_service_access_principals"]
DELEGATE = "guardduty.amazonaws.com"
TAGGING = {"type": "TAG_POLICY", "content": {"tags": {"Team": {"tag_key": {"@@assign": "Team"}}}}}
BOTH = ["DenyLeavingOrganization", "DenyRootAccountAccess"]
UNITS = ["locked", "plat", "quarantine"]
STATEMENT = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "organizations:ListAccounts", "Resource": "*"}
ROWS: dict[str, Row] = {
    "aws_service_access_principals": Row(
        {"aws_service_access_principals": [*TRUST, "sso.amazonaws.com"]},
        {"updated": 1},
        Aws.trusted,
        [*TRUST, "sso.amazonaws.com"],
        {"aws_service_access_principals": [*TRUST, "config.amazonaws.com"]},
        {"update": 1},
    ),
    "enabled_policy_types": Row(
        {"enabled_policy_types": ["SERVICE_CONTROL_POLICY", "TAG_POLICY"]},
        {"updated": 1},
        Aws.types,
        ["SERVICE_CONTROL_POLICY", "TAG_POLICY"],
        {"enabled_policy_types": ["SERVICE_CONTROL_POLICY", "BACKUP_POLICY"]},
        {"update": 1},
    ),
    "organization_enabled_features": Row(
        {"organization_enabled_features": ["RootSessions"]},
        {"created": 1},
        lambda aws: aws.of("iam").list_organizations_features()["EnabledFeatures"],
        ["RootSessions"],
        {"organization_enabled_features": ["RootSessions", "RootCredentialsManagement"]},
        {"update": 1},
    ),
    "ram_sharing_enabled": Row(
        {"ram_sharing_enabled": True},
        {"created": 1},
        lambda aws: "ram.amazonaws.com" in aws.trusted(),
        True,
    ),
    "resource_policy": Row(
        {"resource_policy": {"Version": "2012-10-17", "Statement": [STATEMENT]}},
        {"created": 1},
        lambda aws: json.loads(aws.of().describe_resource_policy()["ResourcePolicy"]["Content"])["Statement"],
        [STATEMENT],
        {"resource_policy": {"Version": "2012-10-17", "Statement": [STATEMENT | {"Sid": "Read"}]}},
        {"update": 1},
    ),
    "delegated_administrators": Row(
        {"delegated_administrators": {DELEGATE: ["plat-a"]}},
        {"created": 1},
        Aws.delegated,
        ["plat-a"],
        {"delegated_administrators": {DELEGATE: ["plat-b"]}},
        {"create": 1, "delete": 1},
    ),
    # The e-mail of an account is made of it once, and never changed.
    "account_email_format": Row(
        {"account_email_format": "other+%s@acme.example"},
        {},
        lambda aws: aws.account("plat-a")["Email"],
        "aws+plat-a@acme.example",
        refused="RS233",
    ),
    # AWS takes no feature back, and every policy needs them.
    "feature_set": Row(
        {"feature_set": "CONSOLIDATED_BILLING"},
        {},
        lambda aws: aws.of().describe_organization()["Organization"]["FeatureSet"],
        "ALL",
        refused="RS213",
    ),
    # What was created here is protected; an organization of somebody else is read by the unit test.
    "organization_enabled": Row({"organization_enabled": False}, {}, Aws.top, UNITS, refused="protect"),
    "account_iam_user_access_to_billing": Row(
        {"account_iam_user_access_to_billing": "ALLOW"}, {}, lambda aws: aws.account("plat-a")["Status"], "ACTIVE"
    ),
    "account_role_name": Row(
        {"account_role_name": "Access"}, {}, lambda aws: aws.account("plat-a")["Status"], "ACTIVE"
    ),
    "enforce_account_names": Row(
        {"enforce_account_names": False, **account(name="Alpha")},
        {"updated": 1},
        lambda aws: aws.account("plat-a")["Name"],
        "Alpha",
        {"enforce_account_names": False, **account(name="Beta")},
        {"update": 1},
    ),
    "service_control_policies": Row(
        root(service_control_policies=["DenyLeavingOrganization"]),
        {"created": 2},
        lambda aws: aws.on(aws.root()["Id"]),
        ["DenyLeavingOrganization"],
        root(service_control_policies=["DenyRootAccountAccess"]),
        {"create": 2, "delete": 2},
    ),
    "service_control_policies_config_paths": Row(
        catalogs("deny-all", "organization") | root(service_control_policies=["DenyLeavingOrganization"]),
        {"created": 2},
        lambda aws: aws.on(aws.root()["Id"]),
        ["DenyLeavingOrganization"],
        catalogs("deny-all", "organization", "kms")
        | root(service_control_policies=["DenyLeavingOrganization", "DenyDeletingKMSKeys"]),
        {"create": 2},
    ),
    "service_control_policies_parameters": Row(
        {
            "service_control_policies_parameters": {"denied_regions": ["ap-south-1"]},
            **unit(service_control_policies=["DenyRegions"]),
        },
        {"created": 2},
        lambda aws: "ap-south-1" in aws.document("DenyRegions"),
        True,
        {
            "service_control_policies_parameters": {"denied_regions": ["sa-east-1"]},
            **unit(service_control_policies=["DenyRegions"]),
        },
        {"update": 1},
    ),
    "policies": Row(
        {"policies": OWN, **account(policies=["Own"])},
        {"created": 2},
        lambda aws: aws.on(aws.ids["plat-a"]),
        ["Own"],
        {"policies": OTHER, **account(policies=["Own"])},
        {"update": 1},
    ),
    "policies of another type": Row(
        {
            "policies": {"Tags": TAGGING},
            **unit(policies=["Tags"]),
        },
        {"created": 2, "updated": 1},
        lambda aws: aws.types(),
        ["SERVICE_CONTROL_POLICY", "TAG_POLICY"],
    ),
    "policy_mode": Row(
        {"policy_mode": "merged", **root(service_control_policies=BOTH)},
        {"created": 6, "deleted": 3},
        lambda aws: len(aws.on(aws.root()["Id"])),
        1,
        {"policy_mode": "merged", **root(service_control_policies=["DenyLeavingOrganization"])},
        {"update": 1},
    ),
    "exempt_roles": Row(
        {"exempt_roles": ["OrganizationAccountAccessRole", "Deployer"]},
        {"updated": 1},
        lambda aws: "role/Deployer" in aws.document("DenyAllAccess"),
        True,
        {"exempt_roles": ["OrganizationAccountAccessRole"]},
        {"update": 1},
    ),
    "exempt_principals": Row(
        {"exempt_principals": ["arn:aws:iam::*:role/break-glass"]},
        {"updated": 1},
        lambda aws: "role/break-glass" in aws.document("DenyAllAccess"),
        True,
    ),
    "quarantine_organizational_unit": Row(
        {
            "quarantine_organizational_unit": "locked",
            **account(state="suspended"),
        },
        {"updated": 1},
        lambda aws: aws.of().describe_organizational_unit(OrganizationalUnitId=aws.parent("plat-a"))[
            "OrganizationalUnit"
        ]["Name"],
        "locked",
    ),
    "removed_policies": Row({"removed_policies": ["Former"]}, {}, Aws.top, UNITS),
    "limits": Row({"limits": {"accounts": 10}}, {}, Aws.top, UNITS),
    "contacts": Row(
        contacts("Ada"),
        {"created": 3},
        lambda aws: aws.of("account").get_alternate_contact(AlternateContactType="BILLING")["AlternateContact"]["Name"],
        "Ada",
        contacts("Grace"),
        {"update": 3},
    ),
    "tags of an account": Row(
        account(tags={"Team": "a"}),
        {"updated": 1},
        lambda aws: aws.tags("plat-a").get("Team"),
        "a",
        account(tags={"Team": "b"}),
        {"update": 1},
    ),
    "description of an account": Row(
        account(description="Runs"),
        {"updated": 1},
        lambda aws: aws.tags("plat-a").get("Description"),
        "Runs",
        account(description="Walks"),
        {"update": 1},
    ),
    "close_on_deletion": Row(
        account(close_on_deletion=True), {"updated": 1}, lambda aws: aws.account("plat-a")["Status"], "ACTIVE"
    ),
    "name of a unit": Row(
        unit(name="Platform"),
        {"updated": 1},
        lambda aws: aws.units(aws.root()["Id"]),
        ["Platform", "locked", "quarantine"],
        unit(name="Plateau"),
        {"update": 1},
    ),
    "units below a unit": Row(
        unit(organizational_units={"data": {"organizational_units": {"lake": {}}}}),
        {"created": 2},
        lambda aws: aws.units(aws.parent("plat-a")),
        ["data"],
    ),
}
