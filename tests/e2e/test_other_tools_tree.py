"""A tree that another tool deploys, with components under `terraform`, is deployed as it stands by the real program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.organization import Organization, clone

pytestmark = pytest.mark.e2e

TREE = "tests/e2e/other_tools_tree"


@pytest.fixture(scope="module")
def organization(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Organization]:
    """A checkout of its own whose sandbox holds the other tool's tree."""
    organization = Organization(clone(tmp_path_factory.mktemp("other") / "checkout"))
    yield organization
    organization.rootstock("sandbox", "down", check=False)


def test_kinds_that_are_known_are_deployed_from_the_tree_as_it_stands(organization: Organization) -> None:
    root = str(Path(organization.checkout, TREE))
    done = organization.rootstock("sandbox", "up", "--config-root", root, "--format", "json", check=False)
    told = json.loads(done.stdout)
    ended = {one["stack"]: one["status"] for one in told["stacks"]}
    assert ended == dict.fromkeys(("core-root", "core-root-map", "plat-dev"), "succeeded"), done.stdout
    organization.enter()
    organization.environment["ROOTSTOCK_CONFIG_ROOT"] = root
    assert organization.changes("plat-dev") == {}
    accounts = organization.output("core-root-map")["account-map-gbl"]["full_account_map"]
    assert sorted(accounts) == ["core-audit", "core-root", "plat-dev"]
    policy = organization.client("iam", accounts["plat-dev"]).get_account_password_policy()["PasswordPolicy"]
    assert (policy["MinimumPasswordLength"], policy["MaxPasswordAge"]) == (20, 90)
