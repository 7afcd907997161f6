"""The matrix of a workflow: which stacks stand in it, in which order, and with which roles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from layers import load
from operate.deployments.matrix import matrix

ROLES = {
    "account": "core-auto",
    "plan_role": "acme-core-gbl-auto-deploy-plan",
    "apply_role": "acme-core-gbl-auto-deploy-apply",
    "plan_state_role": "",
    "apply_state_role": "",
}


def test_the_generated_workflow_gets_the_stacks_that_have_a_role(automated: Callable[..., Path]) -> None:
    made = matrix(load(automated() / "config"), {"core-auto", "core-audit"}, {"plat-dev"})
    assert made.data == {"include": [{"stack": "core-auto", "wave": 1, "dependent_only": False, **ROLES}]}
    assert made.without_role == ("core-audit", "plat-dev")


def test_a_workflow_of_ones_own_gets_all_with_empty_roles(project: Path) -> None:
    made = matrix(load(project / "config"), {"core-root"}, {"core-auto", "plat-dev"})
    empty = dict.fromkeys(("plan_role", "apply_role", "plan_state_role", "apply_state_role"), "")
    assert made.data == {
        "include": [
            {"stack": "core-root", "wave": 1, "dependent_only": False, "account": "core-root", **empty},
            {"stack": "core-auto", "wave": 2, "dependent_only": True, **ROLES},
            {"stack": "plat-dev", "wave": 2, "dependent_only": True, "account": "plat-dev", **empty},
        ]
    }
    assert made.without_role == ()


def test_stacks_that_make_the_roles_are_left_to_people(automated: Callable[..., Path]) -> None:
    made = matrix(load(automated() / "config"), None, ())
    assert [row["stack"] for row in made.rows] == ["core-auto"]
    assert "core-auto-access" not in made.without_role
    assert "core-root" in made.without_role
