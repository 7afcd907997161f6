"""What stops a run that would harm what exists, before anything is registered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pulumi

from blocks.recorded import Recorded
from layers import Tree
from model.finding import Finding
from program.kinds import KINDS
from program.management import management_account
from program.own_state import OwnState, read_own_state
from program.place import place_of
from program.stacks import StackPlan, export_name
from program.values_within import takes_values_within
from program.variables import located, validated


class Stopped(pulumi.RunError):
    """Findings that only a run can see. Raised before any resource in AWS is registered."""

    def __init__(self, why: str, found: Iterable[Finding | str]) -> None:
        super().__init__("\n".join([f"{why}:", *sorted(map(str, found))]))


async def guarded(tree: Tree, plan: StackPlan) -> OwnState | None:
    """What earlier runs recorded, once no kind objects to the step from there; None where nothing asks for it."""
    if plan.name.account != management_account(tree) and not _remembers(plan) and not takes_values_within(plan):
        return None
    own_state = await read_own_state()
    found: list[Finding | str] = [*_objections(tree, plan, own_state.recorded), *_vanished(plan, own_state.recorded)]
    if found:
        raise Stopped("this would harm what exists", found)
    return own_state


def _remembers(plan: StackPlan) -> bool:
    return any(kind.remembers and instance.vars.get(kind.remembers) for kind, instance in plan.kinds())


def _objections(tree: Tree, plan: StackPlan, recorded: Recorded) -> Iterator[Finding]:
    for kind, instance in plan.kinds():
        variables, _ = validated(kind, instance)
        if kind.guard and variables:
            for problem in kind.guard(variables, recorded, place_of(tree, instance)):
                yield located(instance, problem)


def _vanished(plan: StackPlan, recorded: Recorded) -> Iterator[str]:
    """A sentence for each guarded component that is recorded and has no instance any more to object for it."""
    configured = {export_name(instance) for _, instance in plan.kinds()}
    for kind in KINDS.values():
        for component in recorded.of_type(kind.component) if kind.has_guard else ():
            if component.name not in configured:
                yield (
                    f"RS407 stack '{plan.name}' holds '{component.name}' of kind '{kind.name}', and the configuration "
                    f"has no such instance (there is: {', '.join(sorted(configured)) or 'none'}): put it back, or "
                    "follow docs/runbooks/move-an-instance.md to rename or move it"
                )
