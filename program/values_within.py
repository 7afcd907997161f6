"""Values that an instance takes from another one by a reference, also from one of its own Pulumi stack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pulumi
from pulumi.output import Unknown, contains_unknowns

from blocks.recorded import Recorded
from model.reference import Reference
from program.stacks import InstanceKey, Link, StackPlan, export_name, key_of
from program.substitution import entry, picked

_STACK = "pulumi:pulumi:Stack"


class NotKnownYet(Exception):
    """A preview cannot tell the value: what exports it is yet to be created."""

    def __init__(self, reference: Reference) -> None:
        super().__init__(
            f"'{reference}' is known when this stack has been updated, and this preview shows nothing that needs it"
        )


async def value_of(link: Link, exports: Any, recorded: Recorded) -> Any:
    """The plain value of a reference, out of what the instance exports: outputs, where the same run makes it.

    A preview that cannot know it takes the one that the last update exported, so that it does not plan to remove what
    stands on it. Raises NotKnownYet where there was none, LookupError naming the key that is not among the exports.
    """
    reference = link.upstream.reference
    value = await _reached(exports, reference)
    if not contains_unknowns(value):
        return value
    last = next((stack.outputs for stack in recorded.of_type(_STACK)), {})
    try:
        return picked(last[export_name(link.target)], reference)
    except LookupError as error:
        raise NotKnownYet(reference) from error


async def _reached(exports: Any, reference: Reference) -> Any:
    """The value at the reference's path; what a preview does not know is unknown in it."""
    value = exports
    for key in reference.path:
        if isinstance(value, pulumi.Output):
            value = await _settled(value)
        if isinstance(value, Unknown):
            return value
        value = entry(value, key, reference)
    return await _settled(value)


async def _settled(value: Any) -> Any:
    return await pulumi.Output.from_input(value).future(with_unknowns=True)


def links_within(plan: StackPlan, key: InstanceKey) -> Iterator[Link]:
    """The references of an instance to others of its own stack that are written as values."""
    return (link for link in plan.links[key] if link.upstream.role is None and link.target.stack == plan.name)


def takes_values_within(plan: StackPlan) -> bool:
    """Whether an instance takes a value from another one of its stack."""
    return any(next(links_within(plan, key_of(instance)), None) for instance in plan.instances)
