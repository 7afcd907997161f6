"""An organization that exists is taken over by its ids; then it is edited, and no account comes or goes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import yaml

from tests.e2e.organization import Organization, changes_in, clone

pytestmark = pytest.mark.e2e

MANIFEST = "config/orgs/acme/core/root/global-region.yaml"
DEPTH = ("plat", "data", "lake", "raw")
ACCOUNTS = 30
DENY = {"Effect": "Deny", "Action": "organizations:LeaveOrganization", "Resource": "*"}

Node = dict[str, Any]


@dataclass
class Adopted:
    """A checkout whose configuration is one manifest, written anew for each edit."""

    organization: Organization
    variables: Node
    units: dict[str, Node] = field(default_factory=dict)

    def write(self, variables: Node) -> None:
        """Makes these the variables of the organization."""
        account = {"vars": variables}
        text = yaml.safe_dump(
            {
                "vars": {"namespace": "acme", "tenant": "core", "environment": "gbl", "stage": "root"},
                "components": {"pulumi": {"account": account}},
            },
            sort_keys=False,
        )
        (self.organization.checkout / MANIFEST).write_text(text)

    def accounts(self) -> dict[str, str]:
        """Every account in AWS by id, with its e-mail."""
        pages = self.organization.client("organizations").get_paginator("list_accounts").paginate()
        return {one["Id"]: one["Email"] for page in pages for one in page["Accounts"]}

    def up(self) -> tuple[dict[str, int], str]:
        """What a run changed, and what it printed. Stopped or not."""
        done = self.organization.pulumi("up", "--stack", "core-root", "--yes", "--skip-preview", check=False)
        printed = done.stdout + done.stderr
        return (changes_in(printed) if done.returncode == 0 else {}), printed


def created(client: Any, key: str) -> str:
    """The id of a new account, once AWS has made it."""
    asked = client.create_account(AccountName=key, Email=f"{key}@old.example")["CreateAccountStatus"]
    while "AccountId" not in asked:
        time.sleep(0.05)
        asked = client.describe_create_account_status(CreateAccountRequestId=asked["Id"])["CreateAccountStatus"]
    return str(asked["AccountId"])


def grown(client: Any) -> Node:
    """Makes an organization by hand, units four deep, thirty accounts, two policies: the YAML that adopts it."""
    organization = client.create_organization(FeatureSet="ALL")["Organization"]["Id"]
    root = client.list_roots()["Roots"][0]["Id"]
    client.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    config: Node = {
        "root_account": {"name": "core-root", "tenant": "core", "stage": "root"},
        "organization": {"import_id": organization},
        "organizational_units": {},
    }
    above, parent, ids = config, root, [root]
    for name in DEPTH:
        parent = client.create_organizational_unit(ParentId=parent, Name=name)["OrganizationalUnit"]["Id"]
        unit = {"import_id": parent, "accounts": {}, "organizational_units": {}}
        above["organizational_units"][name] = unit
        above = unit
        ids.append(parent)
    for number in range(ACCOUNTS):
        place = number % len(DEPTH)
        key = f"{DEPTH[place]}-n{number}"
        made = created(client, key)
        client.move_account(AccountId=made, SourceParentId=root, DestinationParentId=ids[place + 1])
        unit = config
        for name in DEPTH[: place + 1]:
            unit = unit["organizational_units"][name]
        unit["accounts"][key] = {"import_id": made, "email": f"{key}@old.example"}
    policies: Node = {}
    for key, target in (("stay", root), ("calm", ids[1])):
        content = {"Version": "2012-10-17", "Statement": [{"Sid": key, **DENY}]}
        made = client.create_policy(
            Name=key,
            Description="",
            Type="SERVICE_CONTROL_POLICY",
            Content=json.dumps(content, separators=(",", ":"), sort_keys=True),
        )["Policy"]["PolicySummary"]["Id"]
        client.attach_policy(PolicyId=made, TargetId=target)
        policies[key] = {"import_id": made, "import_target_ids": [target], "document": content}
    config["organization"]["policies"] = ["stay"]
    config["organizational_units"]["plat"]["policies"] = ["calm"]
    return {"account_email_format": "%s@old.example", "organization_config": config, "policies": policies}


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Adopted]:
    """An organization made by hand in a sandbox of its own, described in YAML with its ids and not yet taken over."""
    organization = Organization(clone(tmp_path_factory.mktemp("adopting") / "checkout"))
    for path in sorted((organization.checkout / "config").rglob("*.yaml")):
        if path.name != "rootstock.yaml" and path != organization.checkout / MANIFEST:
            path.unlink()
    found = Adopted(organization, {})
    found.write({"organization_config": {"root_account": {"name": "core-root", "tenant": "core", "stage": "root"}}})
    organization.rootstock("sandbox", "up", "--no-deploy")
    try:
        organization.enter()
        found.variables = grown(organization.client("organizations"))
        found.write(found.variables)
        yield found
    finally:
        organization.rootstock("sandbox", "down", check=False)


@pytest.fixture(scope="module")
def taken_over(adopted: Adopted) -> Adopted:
    """The organization under management."""
    changes, printed = adopted.up()
    assert changes, printed
    return adopted


def test_a_preview_imports_and_changes_nothing(adopted: Adopted) -> None:
    changes = adopted.organization.changes("core-root")
    assert changes.pop("import") == 1 + len(DEPTH) + ACCOUNTS + 2 + 2
    # What is created are the component, the provider and the keystone: nothing of AWS.
    preview = adopted.organization.pulumi("preview", "--stack", "core-root", "--diff").stdout
    assert set(changes) == {"create"}
    assert "+ aws:" not in preview
    assert "update" not in preview


def test_after_the_import_nothing_is_left_to_do(taken_over: Adopted) -> None:
    assert taken_over.organization.changes("core-root") == {}
    assert taken_over.organization.changes("core-root", "refresh", "--yes", "--skip-preview") == {}
    assert taken_over.organization.changes("core-root") == {}
