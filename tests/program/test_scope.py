"""How much of a tree a stack needs to see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from layers import Tree
from model.stack_name import StackName
from program import scope
from program.stacks import stack_plans
from program.validation import findings
from tests.program.conftest import CONFIG


def test_a_small_tree_is_seen_whole(example: Tree) -> None:
    assert set(scope.tree_for(CONFIG, "plat-dev").stacks) == set(example.stacks)


@pytest.mark.parametrize("stack", ["core-root", "core-root-map", "plat-dev", "core-audit"])
def test_a_part_makes_the_same_plan_as_the_whole(example: Tree, stack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope, "SMALL", 0)
    part = scope.tree_for(CONFIG, stack)
    name = StackName.parse(stack)
    assert len(part.stacks) < len(example.stacks)
    assert _shape(part, name) == _shape(example, name)
    assert findings(part) == ()


def test_what_is_no_stack_name_is_looked_for_in_the_whole(example: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope, "SMALL", 0)
    assert set(scope.tree_for(CONFIG, "nonsense").stacks) == set(example.stacks)


def test_a_mistake_elsewhere_in_a_large_tree_stops_nobody(
    written: Callable[[dict[str, str]], Tree], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = (
        "vars: {{tenant: plat, environment: gbl, stage: {stage}}}\n"
        "components: {{pulumi: {{account-settings: {vars}}}}}\n"
    )
    written(
        {
            "orgs/dev.yaml": manifest.format(stage="dev", vars="{vars: {account_alias: 7}}"),
            "orgs/prod.yaml": manifest.format(stage="prod", vars="{}"),
        }
    )
    assert [found.rule for found in findings(scope.tree_for(tmp_path, "plat-prod"))] == ["RS401"]
    monkeypatch.setattr(scope, "SMALL", 0)
    assert findings(scope.tree_for(tmp_path, "plat-prod")) == ()
    assert [found.rule for found in findings(scope.tree_for(tmp_path, "plat-dev"))] == ["RS401"]


def _shape(tree: Tree, name: StackName) -> object:
    plan = stack_plans(tree)[name]
    return (
        plan.needs_map,
        sorted(map(str, plan.upstreams)),
        [(instance.name, instance.config_stack, dict(instance.vars)) for instance in plan.instances],
    )
