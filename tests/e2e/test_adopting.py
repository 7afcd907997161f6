"""An organization that exists is taken over by its ids; then it is edited, and no account comes or goes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import pytest

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
    written: Node = field(default_factory=dict)

    def write(self, variables: Node) -> None:
        """Makes these the variables of the organization."""
        self.written = variables
        account = {"vars": variables}
        # JSON is YAML in which ids with a leading zero stay texts.
        text = json.dumps(
            {
                "vars": {"namespace": "acme", "tenant": "core", "environment": "gbl", "stage": "root"},
                "components": {"pulumi": {"account": account}},
            },
            indent=1,
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
        policies[key] = {"import_id": made, "import_target_ids": [target], "content": content}
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
    printed = adopted.organization.pulumi("preview", "--stack", "core-root", "--non-interactive").stdout
    taken = {line.split()[1] for line in printed.splitlines() if line.startswith(" = ")}
    made = {line.split()[1] for line in printed.splitlines() if line.startswith(" + ")}
    changes = changes_in(printed)
    assert changes["import"] == 1 + len(DEPTH) + ACCOUNTS + 2 + 2
    assert set(changes) - {"changes"} == {"create", "import"}
    assert all(token.startswith("aws:organizations") for token in taken)
    # What is created is the component, the provider and the keystone: nothing in AWS.
    assert not any(token.startswith("aws:") for token in made)


def test_after_the_import_nothing_is_left_to_do(taken_over: Adopted) -> None:
    assert taken_over.organization.changes("core-root") == {}
    assert taken_over.organization.changes("core-root", "refresh", "--yes", "--skip-preview") == {}
    assert taken_over.organization.changes("core-root") == {}


Edit = Callable[[Node], None]


def unit(config: Node, *path: str) -> Node:
    """One unit of the configuration."""
    found = config
    for name in path:
        found = found["organizational_units"][name]
    return found


def move(
    config: Node, key: str, source: tuple[str, ...], target: tuple[str, ...], to: str | None = None, **more: Any
) -> None:
    """An account's entry, put under another unit or key."""
    entry = unit(config, *source)["accounts"].pop(key)
    unit(config, *target)["accounts"][to or key] = entry | more


def change(config: Node, key: str, **more: Any) -> None:
    """Other settings of an account directly in `plat`."""
    unit(config, "plat")["accounts"][key].update(more)


def rename(config: Node) -> None:
    move(config, "plat-n0", ("plat",), ("plat",), to="plat-first")


def rename_with_previous(config: Node) -> None:
    move(config, "plat-n0", ("plat",), ("plat",), to="plat-first", previous_name="plat-n0", name="plat-n0")


def swap(config: Node) -> None:
    accounts = unit(config, "plat")["accounts"]
    accounts["plat-n0"], accounts["plat-n4"] = accounts["plat-n4"], accounts["plat-n0"]


def rename_unit(config: Node) -> None:
    units = unit(config, "plat")["organizational_units"]
    units["facts"] = units.pop("data")


def move_unit(config: Node) -> None:
    config["organizational_units"]["raw"] = unit(config, *DEPTH[:3])["organizational_units"].pop("raw")


STOPPED: dict[str, tuple[Edit, str]] = {
    "rename": (rename, "RS230"),
    "remove": (lambda config: unit(config, "plat")["accounts"].pop("plat-n0"), "RS230"),
    "remember as closed": (lambda config: change(config, "plat-n0", state="closed"), "RS230"),
    "change of e-mail": (lambda config: change(config, "plat-n0", email="new@old.example"), "RS233"),
    "swap of two keys": (swap, "RS233"),
    "rename of a unit": (rename_unit, "RS231"),
    "unit under another parent": (move_unit, "RS231"),
    "previous name that nothing had": (
        lambda config: unit(config, "plat")["accounts"].update({"plat-new": {"previous_name": "plat-n99"}}),
        "RS234",
    ),
}
IN_PLACE: dict[str, Edit] = {
    "move to another unit": lambda config: move(config, "plat-n4", ("plat",), ("plat", "data")),
    "rename that says so": rename_with_previous,
    "remove what another key takes over": lambda config: move(
        config, "plat-n8", ("plat",), ("plat", "data"), to="data-n8", previous_name="plat-n8", name="plat-n8"
    ),
}


def edited(adopted: Adopted, edit: Edit) -> tuple[dict[str, int], str]:
    """What a run does with the edited configuration."""
    variables = deepcopy(adopted.variables)
    edit(variables["organization_config"])
    adopted.write(variables)
    return adopted.up()


@pytest.mark.parametrize("name", STOPPED)
def test_what_could_not_be_taken_back_is_stopped_before_anything_happens(taken_over: Adopted, name: str) -> None:
    edit, rule = STOPPED[name]
    before = taken_over.accounts()
    _, printed = edited(taken_over, edit)
    assert rule in printed
    assert " aws:organizations" not in printed
    assert taken_over.accounts() == before


@pytest.mark.parametrize("name", IN_PLACE)
def test_what_can_be_done_in_place_is(taken_over: Adopted, name: str) -> None:
    before = taken_over.accounts()
    changes, printed = edited(taken_over, IN_PLACE[name])
    assert "Diagnostics" not in printed
    assert set(changes) <= {"updated", "changes"}, printed
    assert taken_over.accounts() == before
    taken_over.variables = taken_over.written


def test_an_account_that_comes_back_after_a_stopped_removal_changes_nothing(taken_over: Adopted) -> None:
    before = taken_over.accounts()
    _, printed = edited(taken_over, lambda config: unit(config, "plat")["accounts"].pop("plat-n12"))
    assert "RS230" in printed
    changes, printed = edited(taken_over, lambda _: None)
    assert set(changes) <= {"updated"}, printed
    assert taken_over.accounts() == before
