"""Sets every variable of the kind `account` alone, deploys it, asks AWS what came of it, and previews a change of it.

    python benchmarks/variables.py [--only NAME …]

One simulated AWS with two accounts serves all rows. A row says what the variable is set to, the operations that this
takes, how AWS answers then, and the operations that a changed value would take, as the provider's facts have them. It
takes minutes, so it is no test; it prints a line a row and ends with exit code 1 when one is not as expected.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from org.account.variables import AccountVariables  # noqa: E402 the checkout must be on the path first
from tests.e2e.organization import Organization, changes_in, clone  # noqa: E402

MANIFEST = "config/orgs/acme/core/root/global-region.yaml"
BASE: dict[str, Any] = {
    "account_email_format": "aws+%s@acme.example",
    "service_control_policies_config_paths": ["catalog/policies/*.yaml"],
    "aws_service_access_principals": ["account.amazonaws.com"],
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
Read = Callable[["Aws"], Any]


@dataclass
class Aws:
    """What boto3 answers about the organization."""

    organization: Organization
    ids: dict[str, str] = field(default_factory=dict)

    def of(self, service: str = "organizations") -> Any:
        """A client of the management account."""
        return self.organization.client(service, region="us-east-1")

    def account(self, name: str) -> dict[str, Any]:
        """One account by the name that it had at first."""
        found: dict[str, Any] = self.of().describe_account(AccountId=self.ids[name])["Account"]
        return found

    def root(self) -> dict[str, Any]:
        """The organization's root."""
        found: dict[str, Any] = self.of().list_roots()["Roots"][0]
        return found

    def trusted(self) -> list[str]:
        """The services that have trusted access."""
        found = self.of().list_aws_service_access_for_organization()["EnabledServicePrincipals"]
        return sorted(one["ServicePrincipal"] for one in found)

    def types(self) -> list[str]:
        """The policy types of the root."""
        return sorted(one["Type"] for one in self.root()["PolicyTypes"] if one["Status"] == "ENABLED")

    def on(self, target: str, kind: str = "SERVICE_CONTROL_POLICY") -> list[str]:
        """The names of the policies on a target, without AWS's own."""
        found = self.of().list_policies_for_target(TargetId=target, Filter=kind)["Policies"]
        return sorted(one["Name"] for one in found if not one["AwsManaged"])

    def document(self, name: str, kind: str = "SERVICE_CONTROL_POLICY") -> str:
        """The document of a policy as AWS keeps it."""
        policies = self.of().list_policies(Filter=kind)["Policies"]
        (found,) = (one["Id"] for one in policies if one["Name"] == name)
        return str(self.of().describe_policy(PolicyId=found)["Policy"]["Content"])

    def tags(self, name: str) -> dict[str, str]:
        """The tags of an account."""
        found = self.of().list_tags_for_resource(ResourceId=self.ids[name])["Tags"]
        return {one["Key"]: one["Value"] for one in found}

    def units(self, parent: str) -> list[str]:
        """The names of the units under a root or unit."""
        found = self.of().list_organizational_units_for_parent(ParentId=parent)["OrganizationalUnits"]
        return sorted(one["Name"] for one in found)

    def delegated(self) -> list[str]:
        """The names of the accounts that administer a service."""
        return [str(one["Name"]) for one in self.of().list_delegated_administrators()["DelegatedAdministrators"]]

    def top(self) -> list[str]:
        """The names of the units under the root."""
        return self.units(self.root()["Id"])

    def parent(self, name: str) -> str:
        """The id of what an account is in."""
        return str(self.of().list_parents(ChildId=self.ids[name])["Parents"][0]["Id"])


@dataclass(frozen=True)
class Row:
    """``sets`` and ``changes`` are laid over the base. ``made`` and ``planned`` count the operations by their names."""

    sets: Mapping[str, Any]
    made: Changes
    read: Read
    answer: Any
    changes: Mapping[str, Any] | None = None
    planned: Changes = field(default_factory=dict)


def unit(**settings: Any) -> dict[str, Any]:
    """Settings of the unit `plat`."""
    return {"organization_config": {"organizational_units": {"plat": settings}}}


def account(**settings: Any) -> dict[str, Any]:
    """Settings of the account `plat-a`."""
    return unit(accounts={"plat-a": settings})


def root(**settings: Any) -> dict[str, Any]:
    """What is attached to the root."""
    return {"organization_config": {"organization": settings}}


def contacts(name: str) -> dict[str, Any]:
    """One contact of every account."""
    person = {"name": name, "title": "CFO", "email_address": "cfo@acme.example", "phone_number": "+1 555 0100"}
    return {"contacts": {"alternates": {"billing": person}}}


OWN = {"Own": {"statements": [{"actions": ["s3:DeleteBucket"]}]}}
OTHER = {"Own": {"statements": [{"actions": ["s3:PutObject"]}]}}
TRUST = ["account.amazonaws.com"]
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
        ["account.amazonaws.com", "sso.amazonaws.com"],
        {"aws_service_access_principals": [*TRUST, "ram.amazonaws.com"]},
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
        {
            "organization_enabled_features": ["RootSessions"],
            "aws_service_access_principals": [*TRUST, "iam.amazonaws.com"],
        },
        {"created": 1, "updated": 1},
        lambda aws: aws.of("iam").list_organizations_features()["EnabledFeatures"],
        ["RootSessions"],
        {
            "organization_enabled_features": ["RootSessions", "RootCredentialsManagement"],
            "aws_service_access_principals": [*TRUST, "iam.amazonaws.com"],
        },
        {"update": 1},
    ),
    "ram_sharing_enabled": Row(
        {"ram_sharing_enabled": True, "aws_service_access_principals": [*TRUST, "ram.amazonaws.com"]},
        {"created": 1, "updated": 1},
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
        {"delegated_administrators": {DELEGATE: ["plat-a"]}, "aws_service_access_principals": [*TRUST, DELEGATE]},
        {"created": 1, "updated": 1},
        Aws.delegated,
        ["plat-a"],
        {"delegated_administrators": {DELEGATE: ["plat-b"]}, "aws_service_access_principals": [*TRUST, DELEGATE]},
        {"create": 1, "delete": 1},
    ),
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


def main() -> None:
    """Prints a line for each row."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS), metavar="NAME")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rootstock-variables-") as folder:
        organization = Organization(clone(Path(folder) / "checkout"))
        for path in sorted((organization.checkout / "config").rglob("*.yaml")):
            if path.name != "rootstock.yaml" and "policies" not in path.parts:
                path.unlink()
        _write(organization, {})
        organization.rootstock("sandbox", "up")
        try:
            organization.enter()
            wrong = [name for name in arguments.only if not _row(organization, name, ROWS[name])]
        finally:
            organization.rootstock("sandbox", "down", check=False)
    unknown = sorted(set(AccountVariables.model_fields) - {name.split()[0] for name in ROWS})
    print(f"{len(arguments.only) - len(wrong)} of {len(arguments.only)} as expected; no row: {', '.join(unknown)}")
    sys.exit(bool(wrong))


def _row(organization: Organization, name: str, row: Row) -> bool:
    """Deploys the base, then the row; compares what was done, what AWS says, and what a change would do."""
    aws = Aws(organization)
    _write(organization, {})
    organization.pulumi("up", "--stack", "core-root", "--yes", "--skip-preview")
    aws.ids = {one["Name"]: one["Id"] for one in aws.of().list_accounts()["Accounts"]}
    _write(organization, row.sets)
    done = organization.pulumi("up", "--stack", "core-root", "--yes", "--skip-preview", check=False)
    if done.returncode:
        print(f"{name}: failed\n{done.stdout[-1500:]}{done.stderr[-1500:]}", flush=True)
        return False
    made, answer, planned = _operations(done.stdout), row.read(aws), dict(row.planned)
    if row.changes is not None:
        _write(organization, row.changes)
        previewed = organization.pulumi("preview", "--stack", "core-root", "--non-interactive", check=False)
        planned = _operations(previewed.stdout) if previewed.returncode == 0 else {"failed": 1}
    as_expected = (made, answer, planned) == (dict(row.made), row.answer, dict(row.planned))
    found = "as expected" if as_expected else f"made {made}, AWS says {answer!r}, a change takes {planned}"
    print(f"{name}: {found}", flush=True)
    return as_expected


def _operations(printed: str) -> dict[str, int]:
    return {kind: count for kind, count in changes_in(printed).items() if kind != "changes"}


def _write(organization: Organization, over: Mapping[str, Any]) -> None:
    variables = _over(deepcopy(BASE), over)
    context = {"namespace": "acme", "tenant": "core", "environment": "gbl", "stage": "root"}
    manifest = {"vars": context, "components": {"pulumi": {"account": {"vars": variables}}}}
    path = organization.checkout / MANIFEST
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(manifest, indent=1))


def _over(base: Any, top: Any) -> Any:
    if isinstance(base, dict) and isinstance(top, Mapping):
        return {key: _over(base.get(key), top[key]) if key in top else base[key] for key in [*base, *top]}
    return top


if __name__ == "__main__":
    main()
