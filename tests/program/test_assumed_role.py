"""What `settings.assume_role` means: one role, or a pair that is taken before a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers import Tree, load
from program.assumed_role import RolePair, assumed_role, maker_of_roles, role_findings
from program.stacks import StackPlan, stack_plans

SETTINGS = """
stacks: {included_paths: ["orgs/**/*"], name_pattern: "{tenant}-{environment}-{stage}"}
"""
MANIFEST = """
vars: {{namespace: acme, tenant: plat, environment: gbl, stage: dev, region: us-east-1}}
settings: {settings}
components:
  pulumi:
    budget: {{vars: {{name: budget}}}}
    deploy-roles:
      settings: {{slice: access, assume_role: {makers}}}
      vars: {{github: {{repository: acme/infrastructure}}}}
"""
PAIR = "{assume_role: {plan: reader, apply: writer}}"


def _tree(root: Path, settings: str = "{}", makers: str = "null") -> Tree:
    (root / "orgs").mkdir()
    (root / "rootstock.yaml").write_text(SETTINGS)
    (root / "orgs/dev.yaml").write_text(MANIFEST.format(settings=settings, makers=makers))
    return load(root)


def _plan(tree: Tree, name: str) -> StackPlan:
    return next(plan for stack, plan in stack_plans(tree).items() if str(stack) == name)


def test_the_organizations_access_role_is_the_default(tmp_path: Path) -> None:
    plan = _plan(_tree(tmp_path), "plat-dev")
    assert assumed_role(plan.instances) == "OrganizationAccountAccessRole"
    assert plan.upstreams == frozenset()


def test_a_name_is_a_role(tmp_path: Path) -> None:
    assert assumed_role(_plan(_tree(tmp_path, "{assume_role: Quotas}"), "plat-dev").instances) == "Quotas"


def test_a_pair_comes_after_the_stack_that_makes_it(tmp_path: Path) -> None:
    tree = _tree(tmp_path, PAIR)
    plan = _plan(tree, "plat-dev")
    assert assumed_role(plan.instances) == RolePair("reader", "writer")
    assert {str(name) for name in plan.upstreams} == {"plat-dev-access"}
    maker = maker_of_roles(tree, plan.instances)
    assert maker is not None
    assert maker.kind == "deploy-roles"
    assert assumed_role(_plan(tree, "plat-dev-access").instances) == "OrganizationAccountAccessRole"
    assert list(role_findings(tree)) == []


def test_instances_of_one_stack_run_with_one_role(tmp_path: Path) -> None:
    tree = _tree(tmp_path, PAIR)
    both = [*_plan(tree, "plat-dev").instances, *_plan(tree, "plat-dev-access").instances]
    with pytest.raises(LookupError, match="different roles: OrganizationAccountAccessRole, reader and writer"):
        assumed_role(both)


@pytest.mark.parametrize(
    "written", ["{plan: reader}", "{plan: reader, apply: ''}", "[reader, writer]", "5", "{plan: a, apply: b, more: c}"]
)
def test_what_is_neither_is_found_at_its_line(tmp_path: Path, written: str) -> None:
    found = list(role_findings(_tree(tmp_path, f"{{assume_role: {written}}}")))
    assert [(one.rule, one.position.line) for one in found] == [("RS415", 3)]
    assert "`{plan: NAME, apply: NAME}`" in found[0].message


def test_what_makes_the_roles_cannot_run_with_them(tmp_path: Path) -> None:
    (found,) = role_findings(_tree(tmp_path, PAIR, "{plan: reader, apply: writer}"))
    assert (found.rule, found.position.line) == ("RS415", 8)
    assert "makes these roles, so it cannot run with them" in found.message
