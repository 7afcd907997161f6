"""`adopt` takes over an organization that nobody prepared for it: YAML, import, and a preview without changes."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.e2e.handmade import CONTROL_TOWER, DEPTH, ODD_NAMES, Handmade, grow, newcomers
from tests.e2e.organization import Organization, clone

pytestmark = pytest.mark.e2e

_APPLICATIONS = 8


@dataclass
class Found:
    """The organization made by hand, the folder that it is written to, and what the commands told."""

    organization: Organization
    made: Handmade
    folder: Path
    dry: dict[str, Any]
    adopted: dict[str, Any]

    def adopt(self, *arguments: str) -> dict[str, Any]:
        """What the command tells as JSON."""
        done = self.organization.typed("adopt", "--output", str(self.folder), "--format", "json", *arguments)
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def configured(self) -> Organization:
        """The same organization with the adopted configuration."""
        environment = {**self.organization.environment, "ROOTSTOCK_CONFIG_ROOT": str(self.folder)}
        return Organization(self.organization.checkout, environment)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Found]:
    """An organization in a sandbox of its own, taken over."""
    folder = tmp_path_factory.mktemp("adopt")
    organization = Organization(clone(folder / "checkout"))
    organization.rootstock("sandbox", "up", "--no-deploy")
    try:
        organization.enter()
        made = grow(organization.client("organizations"), _APPLICATIONS, iam=organization.client("iam"))
        it = Found(organization, made, folder / "config", {}, {})
        it.dry = it.adopt("--dry-run")
        assert not it.folder.exists()
        it.adopted = it.adopt("--yes")
        yield it
    finally:
        organization.rootstock("sandbox", "down", check=False)


def test_it_is_proven_by_a_preview_without_changes(found: Found) -> None:
    assert found.adopted["proven"]
    assert found.adopted["changes"] == []
    assert found.adopted["files"] == found.dry["files"]
    assert found.configured().changes("core-root") == {}
    assert found.configured().changes("core-root", "refresh", "--yes", "--skip-preview") == {}


def test_every_active_account_unit_policy_and_attachment_is_imported(found: Found) -> None:
    accounts = len(ODD_NAMES) + 3 + _APPLICATIONS
    assert found.adopted["imports"] == {
        "Account": accounts,
        "DelegatedAdministrator": 1,
        "Organization": 1,
        "OrganizationalUnit": len(DEPTH) + 2,
        "OrganizationsFeatures": 1,
        "Policy": 9,
        "PolicyAttachment": 9,
        "ResourcePolicy": 1,
    }


def test_what_is_others_or_gone_is_left_alone_and_named(found: Found) -> None:
    left = {(one["kind"], one["name"], one["why"]) for one in found.adopted["left_alone"]}
    assert left == {
        ("account", "Audit", "Control Tower's"),
        ("account", "Log Archive", "Control Tower's"),
        ("account", "gone", "closed"),
        ("account", "going", "closed"),
        ("attachment", "STAY on gone", "the account is not active"),
        ("organizational unit", "Security", "Control Tower's"),
        ("policy", "FullAWSAccess", "AWS's own"),
        ("policy", "RCPFullAWSAccess", "AWS's own"),
        ("policy", CONTROL_TOWER, "Control Tower's"),
    }


def test_no_call_is_made_per_account(found: Found) -> None:
    units, own_policies = len(found.made.units), 10
    assert found.adopted["calls"] == {
        "DescribeOrganization": 1,
        "DescribePolicy": own_policies,
        "DescribeResourcePolicy": 1,
        "GetResources": 1,
        "ListAWSServiceAccessForOrganization": 1,
        "ListAccountsForParent": units + 1,
        "ListDelegatedAdministrators": 1,
        "ListDelegatedServicesForAccount": 1,
        "ListOrganizationalUnitsForParent": units + 1,
        "ListOrganizationsFeatures": 1,
        "ListPolicies": 3,
        "ListRoots": 1,
        "ListTargetsForPolicy": own_policies,
    }


def test_one_document_serves_policies_of_the_same_content(found: Found) -> None:
    manifest = found.folder / "orgs/sandbox/core/root/global-region.yaml"
    text = manifest.read_text()
    written = yaml.safe_load(text.replace("!include ", ""))
    variables = written["components"]["pulumi"]["account"]["vars"]
    contents = {
        one.get("name", key): one.get("content", one.get("entry")) for key, one in variables["policies"].items()
    }
    assert contents["Stay"] == contents["stay"] != contents["STAY"]
    assert contents["Tags"] == contents["tags too"]
    assert len(list((found.folder / "catalog/documents").iterdir())) == len({*contents.values()} - {None})
    assert variables["account_email_format"] == "aws+%s@old.example"


def test_validate_and_drift_find_nothing(found: Found) -> None:
    assert found.configured().typed("validate").stdout.startswith("No findings")
    assert found.configured().typed("drift").stdout.startswith("No drift")


def test_again_it_takes_in_what_is_new_and_keeps_every_line(found: Found) -> None:
    manifest = found.folder / "orgs/sandbox/core/root/global-region.yaml"
    manifest.write_text(
        manifest.read_text().replace("    account:\n", "    # ours, and not to be touched\n    account:\n")
    )
    before = manifest.read_text().splitlines()
    assert found.adopt("--yes")["files"] == {}
    newcomers(found.organization.client("organizations"), found.made)
    told = found.adopt("--yes")
    assert told["proven"]
    assert told["changes"] == []
    assert told["imports"] == {
        "Account": 2,
        "DelegatedAdministrator": 1,
        "OrganizationalUnit": 1,
        "Policy": 1,
        "PolicyAttachment": 4,
    }
    after = manifest.read_text()
    lost = [line for line in difflib.ndiff(before, after.splitlines()) if line.startswith("- ")]
    # Lists on one line have grown; every other line is as it was.
    assert all(line.endswith("]") for line in lost), lost
    assert "# ours, and not to be touched" in after
    assert found.configured().changes("core-root") == {}
    assert found.configured().typed("drift", "--organization").stdout.startswith("No drift")


def test_an_account_that_nobody_recorded_is_taken_in_and_not_made_again(found: Found) -> None:
    manifest = found.folder / "orgs/sandbox/core/root/global-region.yaml"
    account = found.made.accounts["app-n003"][0]
    text = manifest.read_text()
    kept = [line for line in text.splitlines(keepends=True) if account not in line]
    manifest.write_text("".join(kept))
    organizations = found.organization.client("organizations")
    # As a run leaves it that died after AWS had made the account, before it was moved to its unit.
    unit = organizations.list_parents(ChildId=account)["Parents"][0]["Id"]
    organizations.move_account(AccountId=account, SourceParentId=unit, DestinationParentId=found.made.root)
    state = found.organization
    urns = [one["urn"] for one in _resources(state) if one.get("id") == account]
    state.pulumi("state", "delete", urns[0], "--stack", "core-root", "--yes", "--force", "--target-dependents")
    before = {one["Id"] for one in _accounts(organizations)}
    told = found.adopt("--yes")
    assert told["proven"]
    assert {one["Id"] for one in _accounts(organizations)} == before
    assert [one["id"] for one in _resources(state) if one.get("id") == account] == [account]
    assert "update Account account-gbl-app-n003" in told["changes"]
    assert set(found.configured().changes("core-root")) <= {"update", "create", "import", "changes"}


def _resources(organization: Organization) -> list[dict[str, Any]]:
    exported = organization.pulumi("stack", "export", "--stack", "core-root").stdout
    resources: list[dict[str, Any]] = json.loads(exported)["deployment"]["resources"]
    return resources


def _accounts(organizations: Any) -> list[dict[str, Any]]:
    pages = organizations.get_paginator("list_accounts").paginate()
    return [one for page in pages for one in page["Accounts"]]
