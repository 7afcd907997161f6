"""The Pulumi stacks to run as the matrix of a workflow."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from layers import Tree
from operate.deployments.automatic import run_by_machines
from operate.deployments.roles import Role, backends_of, stack_roles, with_state
from operate.deployments.settings import deployments_of
from operate.graph import restrict, waves
from operate.stacks import dependencies
from program.stacks import stack_plans


def matrix(tree: Tree, direct: Collection[str] | None, dependent: Collection[str]) -> dict[str, Any]:
    """A row a stack that machines run, of those affected directly (None for all) or through others.

    ``wave`` is a stack's place in the order: 1 before 2; ``dependent_only`` says that nothing of its own changed.
    Where the account has `deploy-roles` the row names them, and where `tfstate-backend` lets them in, the access roles
    to the state as ``ACCOUNT/NAME``, else empty.
    """
    graph = dependencies(tree)
    machines = run_by_machines(tree, deployments_of(tree)[0])
    wanted = set(graph) if direct is None else {*direct, *dependent}
    chosen = wanted & graph.keys() & machines
    rows = [
        {"stack": stack, "wave": number, "dependent_only": direct is not None and stack not in direct}
        for number, wave in enumerate(waves(restrict(graph, chosen)), start=1)
        for stack in wave
    ]
    roles = _roles(tree)
    return {"include": [{**row, **roles[str(row["stack"])]} for row in rows]}


def _roles(tree: Tree) -> dict[str, dict[str, str]]:
    known, backends, found = stack_roles(tree), backends_of(tree), {}
    for name in stack_plans(tree):
        row = {"account": name.account}
        if name.account in known:
            own = with_state(known[name.account], name, backends)
            row |= {"plan_role": own.plan.name, "apply_role": own.apply.name}
            row |= {"plan_state_role": _place(own.plan_state), "apply_state_role": _place(own.apply_state)}
        found[str(name)] = row
    return found


def _place(role: Role | None) -> str:
    return f"{role.account}/{role.name}" if role else ""
