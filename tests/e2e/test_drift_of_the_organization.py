"""`drift` finds what somebody did past Pulumi, each thing by its name, and nothing where nobody did anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.organization import Organization, clone

pytestmark = pytest.mark.e2e

Found = set[tuple[str, str, str, str]]


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Organization]:
    """The organization alone, without the accounts' own stacks, in a simulated AWS of its own."""
    organization = Organization(clone(tmp_path_factory.mktemp("drift") / "checkout"))
    organization.rootstock("sandbox", "up", "--no-deploy")
    organization.enter()
    organization.typed("deploy", "core-root", "--yes")
    yield organization
    organization.rootstock("sandbox", "down", check=False)


def drift(organization: Organization) -> tuple[Found, dict[str, int]]:
    """Severity, kind, name and what of each difference; and the read calls."""
    done = organization.typed("drift", "--format", "json", check=False)
    data: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == (1 if data["differences"] else 0)
    keys = ("severity", "kind", "name", "what")
    return {tuple(one[key] for key in keys) for one in data["differences"]}, data["calls"]  # type: ignore[misc]


def test_an_untouched_organization_has_none_and_is_only_read(deployed: Organization) -> None:
    found, calls = drift(deployed)
    assert found == set()
    assert {name for name in calls if not name.startswith(("List", "Describe", "Get"))} == set()
    assert "DescribeAccount" not in calls
    assert sum(calls.values()) <= 30
    assert deployed.typed("drift").stdout.startswith("No drift: AWS has the organization as it is configured.")


def test_every_change_from_outside_is_found_by_name(deployed: Organization) -> None:
    aws = deployed.client("organizations")
    accounts = {one["Name"]: one["Id"] for one in aws.list_accounts(MaxResults=20)["Accounts"]}
    root = aws.list_roots()["Roots"][0]["Id"]
    units = {
        one["Name"]: one["Id"] for one in aws.list_organizational_units_for_parent(ParentId=root)["OrganizationalUnits"]
    }
    policies = {one["Name"]: one["Id"] for one in aws.list_policies(Filter="SERVICE_CONTROL_POLICY")["Policies"]}

    aws.create_account(Email="shadow@acme.example", AccountName="shadow")
    aws.move_account(AccountId=accounts["plat-dev"], SourceParentId=units["plat"], DestinationParentId=units["core"])
    aws.close_account(AccountId=accounts["plat-sandbox"])
    aws.create_organizational_unit(ParentId=units["plat"], Name="secret")
    aws.update_organizational_unit(OrganizationalUnitId=units["core"], Name="kern")
    aws.update_policy(PolicyId=policies["DenyLeavingOrganization"], Content=_DENY)
    aws.update_policy(PolicyId=policies["DenyRootAccountAccess"], Description="other")
    aws.update_policy(PolicyId=policies["DenyIAMCreatingUsers"], Name="Renamed")
    aws.detach_policy(PolicyId=policies["DenyS3BucketsPublicAccess"], TargetId=accounts["plat-prod"])
    aws.attach_policy(PolicyId=policies["DenyCloudTrailActions"], TargetId=root)
    aws.detach_policy(PolicyId=policies["FullAWSAccess"], TargetId=accounts["plat-staging"])
    made = aws.create_policy(Name="Mine", Type="SERVICE_CONTROL_POLICY", Description="", Content=_DENY)
    aws.attach_policy(PolicyId=made["Policy"]["PolicySummary"]["Id"], TargetId=units["plat"])
    aws.enable_policy_type(RootId=root, PolicyType="BACKUP_POLICY")
    aws.enable_aws_service_access(ServicePrincipal="access-analyzer.amazonaws.com")
    aws.register_delegated_administrator(
        AccountId=accounts["core-security"], ServicePrincipal="access-analyzer.amazonaws.com"
    )

    found, _ = drift(deployed)
    renamed_unit = {
        ("high", "organizational unit", "core", "missing"),
        ("medium", "organizational unit", "kern", "unmanaged"),
        *(("high", "account", name, "moved") for name in accounts if name.startswith("core-")),
        *(
            ("high", "attachment", f"{policy} on ou/{unit}", what)
            for policy in ("DenyCloudTrailActions", "RestrictToSpecifiedRegions")
            for unit, what in (("core", "missing"), ("kern", "unmanaged"))
        ),
    }
    renamed_policy = {
        ("high", "policy", "DenyIAMCreatingUsers", "missing"),
        ("medium", "policy", "Renamed", "unmanaged"),
        ("high", "attachment", "Renamed on ou/kern", "unmanaged"),
        ("high", "attachment", "Renamed on account/aws+plat-prod@acme.example", "unmanaged"),
    }
    assert found - renamed_unit - renamed_policy == {
        ("critical", "account", "shadow", "unmanaged"),
        ("high", "account", "plat-dev", "moved"),
        ("high", "account", "plat-sandbox", "state"),
        ("medium", "organizational unit", "plat/secret", "unmanaged"),
        ("high", "policy", "DenyLeavingOrganization", "document"),
        ("low", "policy", "DenyRootAccountAccess", "description"),
        ("high", "attachment", "DenyS3BucketsPublicAccess on account/aws+plat-prod@acme.example", "missing"),
        ("high", "attachment", "DenyCloudTrailActions on root", "unmanaged"),
        ("critical", "attachment", "FullAWSAccess on account/aws+plat-staging@acme.example", "missing"),
        ("medium", "policy", "Mine", "unmanaged"),
        ("high", "attachment", "Mine on ou/plat", "unmanaged"),
        ("low", "policy type", "BACKUP_POLICY", "unmanaged"),
        ("high", "trusted service", "access-analyzer.amazonaws.com", "unmanaged"),
        ("high", "delegated administrator", "core-security for access-analyzer.amazonaws.com", "unmanaged"),
    }
    assert found > renamed_unit | renamed_policy


def test_a_schedule_may_wait_for_what_is_grave(deployed: Organization, tmp_path: Path) -> None:
    """After the changes above."""
    assert deployed.typed("drift", "--fail-on", "critical", check=False).returncode == 1
    assert deployed.typed("drift", "--fail-on", "never", check=False).returncode == 0


_DENY = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]})
