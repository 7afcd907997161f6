"""Exports of other Pulumi stacks, read by stack reference."""

from __future__ import annotations

from typing import Any

import pulumi

from layers import Instance
from model.stack_name import StackName
from program.stacks import export_name


class UpstreamExports:
    """The stacks that a run has read from; each is referenced once."""

    def __init__(self) -> None:
        self._references: dict[StackName, pulumi.StackReference] = {}

    @property
    def references(self) -> tuple[pulumi.StackReference, ...]:
        """The stack references that were registered."""
        return tuple(self._references.values())

    async def read(self, instance: Instance) -> Any:
        """What an instance of another stack exports. Raises RunError naming the stack to run first."""
        exported = await self._reference(instance.stack).get_output_details(export_name(instance))
        if exported.value is None:
            raise pulumi.RunError(
                f"'{pulumi.get_stack()}' stands on '{instance.stack}', which exports no '{export_name(instance)}' yet: "
                f"run `pulumi up --stack {instance.stack}` first"
            )
        return exported.value

    def _reference(self, name: StackName) -> pulumi.StackReference:
        if name not in self._references:
            qualified = f"{pulumi.get_organization()}/{pulumi.get_project()}/{name}"
            self._references[name] = pulumi.StackReference(qualified)
        return self._references[name]
