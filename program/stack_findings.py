"""What is wrong with the kinds of a tree, with its references, and with the order between its stacks."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from layers import Instance, Tree
from model.finding import Finding, Problem, suggestion
from model.stack_name import StackName
from program.kinds import KINDS, Kind
from program.management import management_account
from program.references import target, upstreams
from program.stacks import InstanceKey, StackPlan, first_to_last, key_of, kind_of, stack_plans
from program.variables import located


def stack_findings(tree: Tree) -> Iterator[Finding]:
    """What is wrong with kinds, references and the order between stacks."""
    for instance in tree.instances():
        kind = kind_of(instance)
        if kind is None and instance.component_type != "pulumi":
            continue  # a tree that another tool also reads has components that only the other tool knows
        if kind is None:
            position = instance.position(("metadata", "component"))
            hint = suggestion(instance.kind, KINDS)
            yield Finding(position, "RS404", f"'{instance.name}': no kind '{instance.kind}'{hint}")
            continue
        if kind.only_in_management(instance.vars) and instance.stack.account != management_account(tree):
            yield located(instance, _only_in_management(kind, instance, management_account(tree)))
        for upstream in upstreams(tree, kind, instance):
            found = target(tree, instance, upstream)
            if isinstance(found, Problem):
                yield located(instance, found)
            elif kind.name == "account-map" and found.stack == instance.stack:
                yield located(instance, _shared_state(instance, found))
    yield from _cycles(tree)


def _only_in_management(kind: Kind, instance: Instance, management: str | None) -> Problem:
    what = f"kind '{kind.name}'" if kind.management_only else f"kind '{kind.name}' with `{kind.management_only_if}`"
    return Problem(
        "RS406",
        f"{what} works only in the management account '{management}', "
        f"not in '{instance.stack.account}': move it to a manifest of '{management}'",
        (),
    )


def _shared_state(instance: Instance, organization: Instance) -> Problem:
    return Problem(
        "RS414",
        f"shares the Pulumi stack '{instance.stack}' with '{organization.name}', whose state not everybody who needs "
        "the map may read: give it a stack of its own with `settings: {slice: map}`",
        ("settings", "slice"),
    )


def _cycles(tree: Tree) -> Iterator[Finding]:
    plans = stack_plans(tree)
    sorter = TopologicalSorter({name: plan.upstreams for name, plan in plans.items()})
    try:
        sorter.prepare()
    except CycleError as error:
        ring: list[StackName] = list(reversed(error.args[1]))
        first = plans[ring[0]].instances[0]
        around = " → ".join(map(str, ring))
        message = (
            f"Pulumi stacks wait for each other: {around}. Give the instance that is needed first "
            f"a stack of its own with `settings.slice`"
        )
        yield Finding(first.position(()), "RS405", message)
    for plan in plans.values():
        yield from _ring_within(plan)


def _ring_within(plan: StackPlan) -> Iterator[Finding]:
    by_key = {key_of(instance): instance for instance in plan.instances}
    try:
        first_to_last(by_key, plan.links).prepare()
    except CycleError as error:
        ring: list[InstanceKey] = list(reversed(error.args[1]))
        link = next(one for one in plan.links[ring[0]] if key_of(one.target) == ring[1])
        yield located(
            by_key[ring[0]],
            Problem(
                "RS403",
                f"instances of '{plan.name}' wait for each other: {' → '.join(name for _, name in ring)}. Write one of "
                "the values out instead of taking it from another instance",
                link.upstream.path,
            ),
        )
