"""A tree whose account ids are kept in YAML: member stacks stand on no other stack."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from layers import Tree
from model.stack_name import StackName
from program.stacks import stack_plans
from program.validation import findings
from tests.program.conftest import Write

FILES = {
    "orgs/root.yaml": """\
vars: {namespace: acme, tenant: core, environment: gbl, stage: root}
components:
  pulumi:
    account-map:
      settings: {slice: map}
      vars:
        account_map_enabled: false
        account_map:
          full_account_map: {core-root: "111111111111", plat-dev: "222222222222"}
          root_account_account_name: core-root
""",
    "orgs/dev.yaml": """\
vars: {namespace: acme, tenant: plat, environment: gbl, stage: dev}
components: {pulumi: {account-settings: {}}}
""",
}


@pytest.fixture
def static(written: Write) -> Tree:
    return written(FILES)


def test_the_tree_has_no_findings_without_an_organization(static: Tree) -> None:
    assert findings(static) == ()


def test_members_wait_for_nothing(static: Tree) -> None:
    assert {str(name): plan.upstreams for name, plan in stack_plans(static).items()} == {
        "core-root-map": frozenset(),
        "plat-dev": frozenset(),
    }


def test_a_member_is_reached_by_the_id_in_yaml(deployed: Callable[..., Any], static: Tree) -> None:
    recording = deployed("plat-dev", tree=static)
    (provider,) = recording.of_type("pulumi:providers:aws").values()
    assert provider.inputs["allowedAccountIds"] == '["222222222222"]'
    assert "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole" in provider.inputs["assumeRoles"]
    assert not recording.of_type("pulumi:pulumi:StackReference")


def test_the_map_is_exported_all_the_same(deployed: Callable[..., Any], static: Tree) -> None:
    exported = deployed("core-root-map", tree=static).result["account-map-gbl"]
    assert exported["full_account_map"] == {"core-root": "111111111111", "plat-dev": "222222222222"}


def test_an_account_that_the_map_lacks_stops_its_stack(deployed: Callable[..., Any], written: Write) -> None:
    tree = written({**FILES, "orgs/dev.yaml": FILES["orgs/dev.yaml"].replace("stage: dev", "stage: prod")})
    assert StackName.parse("plat-prod") in stack_plans(tree)
    with pytest.raises(Exception, match="the account map has no account 'plat-prod'"):
        deployed("plat-prod", tree=tree)
