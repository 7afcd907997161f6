"""After ``sandbox up``: what AWS holds is what the YAML says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.organization import STACKS, Organization

pytestmark = pytest.mark.e2e

CORE = ("artifacts", "audit", "auto", "dns", "identity", "network", "security")
PLAT = ("dev", "prod", "sandbox", "staging")
FULL_BLOCK = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}


def _all(client: Any, operation: str, key: str, **arguments: str) -> list[Any]:
    pages = client.get_paginator(operation).paginate(**arguments)
    return [item for page in pages for item in page[key]]


@pytest.fixture(scope="module")
def account_map(organization: Organization) -> dict[str, Any]:
    exported: dict[str, Any] = organization.output("core-root-map")["account-map-gbl"]
    return exported


@pytest.fixture(scope="module")
def attached(organization: Organization) -> dict[str, set[str]]:
    """Names of the policies attached to each target, by the target's name, without AWS's own."""
    client = organization.client("organizations")
    found: dict[str, set[str]] = {}
    for policy in _all(client, "list_policies", "Policies", Filter="SERVICE_CONTROL_POLICY"):
        if not policy["AwsManaged"]:
            for target in _all(client, "list_targets_for_policy", "Targets", PolicyId=policy["Id"]):
                found.setdefault(target["Name"], set()).add(policy["Name"])
    return found


def test_every_stack_was_deployed(summary: dict[str, Any]) -> None:
    assert sorted(stack["stack"] for stack in summary["stacks"]) == sorted(STACKS)
    assert {stack["status"] for stack in summary["stacks"]} == {"succeeded"}


def test_the_organization_has_all_features_and_two_units(organization: Organization) -> None:
    client = organization.client("organizations")
    assert client.describe_organization()["Organization"]["FeatureSet"] == "ALL"
    root = client.list_roots()["Roots"][0]["Id"]
    units = _all(client, "list_organizational_units_for_parent", "OrganizationalUnits", ParentId=root)
    assert {unit["Name"] for unit in units} == {"core", "plat"}


def test_every_account_is_in_its_unit_and_the_management_account_under_the_root(organization: Organization) -> None:
    client = organization.client("organizations")
    root = client.list_roots()["Roots"][0]["Id"]
    units = _all(client, "list_organizational_units_for_parent", "OrganizationalUnits", ParentId=root)
    members = {
        unit["Name"]: {a["Name"] for a in _all(client, "list_accounts_for_parent", "Accounts", ParentId=unit["Id"])}
        for unit in units
    }
    assert members == {"core": {f"core-{name}" for name in CORE}, "plat": {f"plat-{name}" for name in PLAT}}
    under_root = _all(client, "list_accounts_for_parent", "Accounts", ParentId=root)
    assert [account["Id"] for account in under_root] == [
        client.describe_organization()["Organization"]["MasterAccountId"]
    ]


def test_policies_are_attached_exactly_where_the_yaml_says(attached: dict[str, set[str]]) -> None:
    assert attached == {
        "Root": {"DenyLeavingOrganization", "DenyRootAccountAccess"},
        "core": {"DenyCloudTrailActions", "DenyIAMCreatingUsers", "RestrictToSpecifiedRegions"},
        "plat": {"DenyCloudTrailActions"},
        "plat-prod": {"DenyIAMCreatingUsers", "DenyS3BucketsPublicAccess", "RestrictToSpecifiedRegions"},
        "plat-staging": {"DenyS3BucketsPublicAccess", "RestrictToSpecifiedRegions"},
        "plat-dev": {"RestrictToSpecifiedRegions"},
    }


def test_the_account_map_agrees_with_aws(organization: Organization, account_map: dict[str, Any]) -> None:
    client = organization.client("organizations")
    management = client.describe_organization()["Organization"]["MasterAccountId"]
    listed = {
        "core-root" if account["Id"] == management else account["Name"]: account["Id"]
        for account in _all(client, "list_accounts", "Accounts")
    }
    assert account_map["full_account_map"] == listed
    assert len(listed) == 12
    assert account_map["organization_id"] == client.describe_organization()["Organization"]["Id"]
    assert account_map["organization_root_id"] == client.list_roots()["Roots"][0]["Id"]
    prod = listed["plat-prod"]
    assert (
        account_map["organization_role_arns"]["plat-prod"] == f"arn:aws:iam::{prod}:role/OrganizationAccountAccessRole"
    )
    assert account_map["iam_role_arn_templates"]["plat-prod"] == f"arn:aws:iam::{prod}:role/acme-plat-gbl-prod-%s"


def test_every_account_has_its_alias_and_public_access_block(
    organization: Organization, account_map: dict[str, Any]
) -> None:
    for name, account_id in account_map["full_account_map"].items():
        member = None if name == "core-root" else account_id
        aliases = organization.client("iam", member).list_account_aliases()["AccountAliases"]
        block = organization.client("s3control", member).get_public_access_block(AccountId=account_id)
        assert (aliases, block["PublicAccessBlockConfiguration"]) == ([f"acme-{name}"], FULL_BLOCK), name


def test_the_state_that_every_stack_may_read_holds_no_email(organization: Organization) -> None:
    # Contacts and budgets of an account stand in the state of that account alone; accounts' own addresses nowhere.
    assert "@acme.example" not in organization.pulumi("stack", "export", "--stack", "core-root-map").stdout
    assert "aws+" not in organization.pulumi("stack", "export", "--stack", "plat-dev").stdout
    assert "@acme.example" not in str([organization.output(stack) for stack in ("core-root", "plat-dev")])


def test_the_checkout_stays_clean(organization: Organization) -> None:
    import subprocess

    changed = subprocess.run(
        ["git", "diff", "--stat"], cwd=organization.checkout, capture_output=True, text=True, check=True
    )
    untracked = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"],
        cwd=organization.checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (changed.stdout, untracked.stdout) == ("", "")
