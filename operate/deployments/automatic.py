"""Which Pulumi stacks machines run, with what stands between them."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass
from pathlib import Path

from layers import Tree
from operate.affected.code import Code
from operate.deployments.paths import path_filters
from operate.deployments.roles import StackRoles, backends_of, is_run_by_people, stack_roles, with_state
from operate.deployments.settings import Deployments
from operate.graph import reduced, restrict
from program.stacks import StackPlan, stack_plans


@dataclass(frozen=True)
class Automatic:
    """One stack that machines run.

    ``reads`` are the stacks whose exports it reads; ``follows`` those after whose updates it is run again, without
    what others imply. ``roles`` is None where its account has no `deploy-roles`.
    """

    name: str
    account: str
    region: str
    paths: tuple[str, ...]
    reads: tuple[str, ...]
    follows: tuple[str, ...]
    roles: StackRoles | None


def automatic(tree: Tree, settings: Deployments, checkout: Path, project: Path) -> tuple[Automatic, ...]:
    """Every stack that machines run, sorted by name. ``checkout`` has the code, ``project`` Pulumi.yaml."""
    plans = {str(name): plan for name, plan in stack_plans(tree).items()}
    chosen = [name for name, plan in plans.items() if not _left_to_people(name, plan, settings)]
    graph = {name: frozenset(map(str, plan.upstreams)) for name, plan in plans.items()}
    order, code = reduced(restrict(graph, chosen)), Code(checkout)
    roles, backends = stack_roles(tree), backends_of(tree)
    return tuple(
        Automatic(
            name=name,
            account=plans[name].name.account,
            region=_region(plans[name]),
            paths=tuple(settings.path(path) for path in path_filters(tree, plans[name], code, project)),
            reads=tuple(sorted(graph[name])),
            follows=tuple(sorted(order[name])),
            roles=with_state(own, plans[name].name, backends) if (own := roles.get(plans[name].name.account)) else None,
        )
        for name in chosen
    )


def run_by_machines(tree: Tree, settings: Deployments | None) -> frozenset[str]:
    """The names of the stacks that machines run; all where nothing is said about machines."""
    plans = stack_plans(tree).items()
    return frozenset(
        str(name) for name, plan in plans if not settings or not _left_to_people(str(name), plan, settings)
    )


def _left_to_people(name: str, plan: StackPlan, settings: Deployments) -> bool:
    return is_run_by_people(plan) or any(fnmatch.fnmatchcase(name, pattern) for pattern in settings.exclude)


def _region(plan: StackPlan) -> str:
    return str(plan.instances[0].vars.get("region", "us-east-1"))
