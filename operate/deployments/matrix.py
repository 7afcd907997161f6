"""The Pulumi stacks to run as the matrix of a workflow."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from layers import Tree
from operate.deployments.automatic import run_by_machines
from operate.deployments.roles import Role, backends_of, stack_roles, with_state
from operate.deployments.settings import deployments_of
from operate.graph import restrict, waves
from operate.stacks import dependencies
from program.stacks import stack_plans

_KEYS = ("plan_role", "apply_role", "plan_state_role", "apply_state_role")


@dataclass(frozen=True)
class Matrix:
    """A row a stack to run, and the stacks left out because no role of their account could be taken for them.

    ``wave`` of a row is a stack's place in the order: 1 before 2; ``dependent_only`` says that nothing of its own
    changed.
    """

    rows: tuple[dict[str, Any], ...]
    without_role: tuple[str, ...] = ()

    @property
    def data(self) -> dict[str, Any]:
        """What `strategy.matrix` of a job takes."""
        return {"include": list(self.rows)}


def matrix(tree: Tree, direct: Collection[str] | None, dependent: Collection[str]) -> Matrix:
    """The stacks that machines run, of those affected directly (None for all) or through others.

    Where the account has `deploy-roles` the row names them, and where `tfstate-backend` lets them in, the access roles
    to the state as ``ACCOUNT/NAME``, else empty. The workflow of `generate workflow` can run no stack without such a
    role; a tree without `deployments.github_actions` has workflows of its own, and gets all stacks.
    """
    graph = dependencies(tree)
    settings = deployments_of(tree)[0]
    wanted = set(graph) if direct is None else {*direct, *dependent}
    chosen = wanted & graph.keys() & run_by_machines(tree, settings)
    roles = _roles(tree)
    lacking = {one for one in chosen if not roles[one]["plan_role"]}
    left_out = lacking if settings and settings.github_actions else set[str]()
    rows = [
        {"stack": stack, "wave": number, "dependent_only": direct is not None and stack not in direct}
        for number, wave in enumerate(waves(restrict(graph, chosen - left_out)), start=1)
        for stack in wave
    ]
    return Matrix(tuple({**row, **roles[str(row["stack"])]} for row in rows), tuple(sorted(left_out)))


def _roles(tree: Tree) -> dict[str, dict[str, str]]:
    known, backends, found = stack_roles(tree), backends_of(tree), {}
    for name in stack_plans(tree):
        row = {"account": name.account, **dict.fromkeys(_KEYS, "")}
        if name.account in known:
            own = with_state(known[name.account], name, backends)
            row |= {"plan_role": own.plan.name, "apply_role": own.apply.name}
            row |= {"plan_state_role": _place(own.plan_state), "apply_state_role": _place(own.apply_state)}
        found[str(name)] = row
    return found


def _place(role: Role | None) -> str:
    return f"{role.account}/{role.name}" if role else ""
