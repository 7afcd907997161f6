"""An account leaves by states in YAML: into quarantine, closed with consent, and remembered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.e2e.organization import Organization, changes_in, clone

pytestmark = pytest.mark.e2e

ROOT = "config/orgs/acme/core/root/global-region.yaml"
MEMBER = "config/orgs/acme/plat/old/global-region.yaml"
KEPT = ("rootstock.yaml", "deny-all.yaml", "organization.yaml")
MANIFEST = """
vars: {namespace: acme, tenant: core, environment: gbl, stage: root}
components:
  pulumi:
    account-map:
      settings: {slice: map}
      vars: {root_account_account_name: core-root}
    account:
      vars:
        account_email_format: aws+%s@acme.example
        service_control_policies_config_paths: ["catalog/policies/*.yaml"]
        organization_config:
          root_account: {name: core-root, tenant: core, stage: root}
          organizational_units:
            quarantine: {service_control_policies: [DenyAllAccess]}
            plat:
              accounts:
                plat-old: {state: STATE, service_control_policies: [DenyLeavingOrganization]}
                plat-new: {}
"""
SETTINGS = """
vars: {namespace: acme, tenant: plat, environment: gbl, stage: old}
components: {pulumi: {account-settings: {vars: {account_alias: acme-plat-old}}}}
"""


@dataclass
class Leaving:
    """A small organization under management, and the one account that will leave it."""

    organization: Organization
    id: str = ""

    def write(self, state: str, **replaced: str) -> None:
        """Gives the account a state; ``replaced`` are further texts of the manifest."""
        text = MANIFEST.replace("STATE", state)
        for old, new in replaced.items():
            text = text.replace(old, new)
        (self.organization.checkout / ROOT).write_text(text)

    def aws(self) -> Any:
        """A client of AWS Organizations."""
        return self.organization.client("organizations")

    def status(self) -> str:
        """What AWS says of the account."""
        return str(self.aws().describe_account(AccountId=self.id)["Account"]["Status"])

    def parent(self) -> str:
        """The name of the unit that the account is in."""
        (parent,) = self.aws().list_parents(ChildId=self.id)["Parents"]
        unit = self.aws().describe_organizational_unit(OrganizationalUnitId=parent["Id"])
        return str(unit["OrganizationalUnit"]["Name"])

    def recorded(self) -> set[str]:
        """The names of all resources in the state of core-root."""
        state = json.loads(self.organization.pulumi("stack", "export", "--stack", "core-root").stdout)
        return {one["urn"].rpartition("::")[2] for one in state["deployment"]["resources"]}


@pytest.fixture(scope="module")
def leaving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Leaving]:
    """Two accounts, a unit for quarantine, the account map, and the stack of the account that will leave."""
    organization = Organization(clone(tmp_path_factory.mktemp("leaving") / "checkout"))
    for path in sorted((organization.checkout / "config").rglob("*.yaml")):
        if path.name not in KEPT:
            path.unlink()
    found = Leaving(organization)
    for name in (ROOT, MEMBER):
        (organization.checkout / name).parent.mkdir(parents=True, exist_ok=True)
    found.write("active")
    (organization.checkout / MEMBER).write_text(SETTINGS)
    organization.rootstock("sandbox", "up")
    try:
        organization.enter()
        accounts = found.aws().list_accounts()["Accounts"]
        (found.id,) = (one["Id"] for one in accounts if one["Name"] == "plat-old")
        yield found
    finally:
        organization.rootstock("sandbox", "down", check=False)


def test_a_suspended_account_goes_into_quarantine_and_out_of_the_map(leaving: Leaving) -> None:
    leaving.write("suspended")
    done = leaving.organization.typed("deploy", "--all", "--yes")
    assert "Not deployed: plat-old (suspended)." in done.stderr
    assert (leaving.status(), leaving.parent()) == ("ACTIVE", "quarantine")
    account_map = leaving.organization.output("core-root-map")["account-map-gbl"]
    assert sorted(account_map["full_account_map"]) == ["core-root", "plat-new"]


def test_nothing_is_deployed_into_a_suspended_account(leaving: Leaving) -> None:
    done = leaving.organization.pulumi("preview", "--stack", "plat-old", "--non-interactive", check=False)
    assert "nothing is deployed into it, and what stands in it stays as it is" in done.stdout + done.stderr


def test_a_run_before_it_is_closed_is_stopped(leaving: Leaving) -> None:
    leaving.write("closing")
    done = leaving.organization.pulumi("up", "--stack", "core-root", "--yes", "--skip-preview", check=False)
    assert "RS230 account 'plat-old'" in done.stdout + done.stderr
    assert "run `./rootstock account close plat-old`" in done.stdout + done.stderr
    assert leaving.status() == "ACTIVE"


def test_nothing_happens_without_the_right_consent(leaving: Leaving) -> None:
    before = leaving.recorded()
    looked = leaving.organization.typed("account", "close", "plat-old")
    assert f"--consent {leaving.id}" in looked.stderr
    assert "aws:organizations/policyAttachment:PolicyAttachment" in looked.stdout
    refused = leaving.organization.typed("account", "close", "plat-old", "--consent", "1", check=False)
    assert (refused.returncode, "nothing was done" in refused.stderr) == (2, True)
    assert (leaving.status(), leaving.recorded()) == ("ACTIVE", before)


def test_with_consent_aws_closes_it_and_the_state_lets_go_of_it_alone(leaving: Leaving) -> None:
    before = leaving.recorded()
    leaving.organization.typed("account", "close", "plat-old", "--consent", leaving.id)
    assert leaving.status() in ("PENDING_CLOSURE", "SUSPENDED")
    assert before - leaving.recorded() == {
        "account-gbl-plat-old",
        "account-gbl-account/plat-old/DenyLeavingOrganization",
    }
    again = leaving.organization.typed("account", "close", "plat-old", "--consent", leaving.id)
    assert "Nothing is left to do." in again.stdout


def test_afterwards_nothing_differs(leaving: Leaving) -> None:
    done = leaving.organization.pulumi("up", "--stack", "core-root", "--yes", "--skip-preview")
    # The policy that only this account had is attached nowhere any more.
    assert changes_in(done.stdout) in ({"deleted": 1}, {"deleted": 1, "changes": 1}), done.stdout
    assert leaving.organization.changes("core-root") == {}
    assert "No drift" in leaving.organization.typed("drift").stdout


def test_its_files_and_its_stack_are_forgotten(leaving: Leaving) -> None:
    organization = leaving.organization
    assert "RS412" in organization.rootstock("validate", check=False).stdout
    (organization.checkout / MEMBER).unlink()
    for file in organization.checkout.glob("Pulumi.plat-old.yaml"):
        file.unlink()
    organization.pulumi("stack", "rm", "plat-old", "--force", "--yes")
    assert "RS412" not in organization.rootstock("validate", check=False).stdout
    listed = json.loads(organization.pulumi("stack", "ls", "--json").stdout)
    assert sorted(one["name"] for one in listed) == ["core-root", "core-root-map"]
    assert organization.changes("core-root") == {}
    assert leaving.status() in ("PENDING_CLOSURE", "SUSPENDED")


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("plat-new: {email: AWS+Plat-Old@acme.example}", "RS205"),
        ("plat-new: {}\n            data: {accounts: {plat-old: {email: x@acme.example}}}", "RS206"),
    ],
)
def test_its_name_and_e_mail_are_never_used_again(leaving: Leaving, entry: str, says: str) -> None:
    leaving.write("closed", **{"plat-new: {}": entry})
    done = leaving.organization.rootstock("validate", check=False)
    assert done.returncode == 1
    (line,) = (one for one in done.stdout.splitlines() if says in one)
    assert "is closed" in line
