"""A stand-in for the engine that remembers what a program registers, with every option."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pulumi
from pulumi.runtime import mocks, rpc, set_mocks
from pulumi.runtime.settings import SETTINGS
from pulumi.runtime.stack import wait_for_rpcs

STACK = "pulumi:pulumi:Stack"
Outputs = Callable[[mocks.MockResourceArgs], tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class Registered:
    """One resource as the engine would see it. ``parent`` is the parent's name, None for the stack.

    ``delete_before_replace`` is None where the program leaves it to the provider.
    """

    urn: str
    type: str
    name: str
    inputs: Mapping[str, Any]
    parent: str | None
    provider: str
    protect: bool
    retain_on_delete: bool
    delete_before_replace: bool | None
    aliases: tuple[str, ...]
    dependencies: tuple[str, ...]
    import_id: str
    ignore_changes: tuple[str, ...]
    replace_on_changes: tuple[str, ...]


@dataclass
class Recording:
    """Everything that a program did: resources in order, calls of functions, and what it returned."""

    resources: list[Registered] = field(default_factory=list)
    calls: list[mocks.MockCallArgs] = field(default_factory=list)
    result: Any = None

    def of_type(self, token: str) -> dict[str, Registered]:
        """The resources of one type, by name."""
        return {one.name: one for one in self.resources if one.type == token}


class Recorder:
    """Runs programs without an engine. ``outputs`` says per type what AWS would answer: id and further outputs."""

    def __init__(self) -> None:
        self.outputs: dict[str, Outputs] = {}
        self.answers: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {}

    def run(self, program: Callable[[], Any], preview: bool = False, stack: str = "core-root") -> Recording:
        """What the program registers. Raises AssertionError when two resources have one URN."""
        recording = Recording()

        async def main() -> None:
            # Outputs that another test left behind belong to its loop, which is closed: nobody can wait for them here.
            SETTINGS.outputs.clear()
            monitor = _Monitor(self, recording)
            set_mocks(monitor.mocks, project="rootstock", stack=stack, preview=preview, monitor=monitor)
            result = program()
            if isinstance(result, Awaitable):
                result = await result
            await wait_for_rpcs()
            recording.result = await pulumi.Output.from_input(result).future()

        asyncio.run(main())
        urns = [one.urn for one in recording.resources]
        assert len(urns) == len(set(urns)), f"registered twice: {sorted({urn for urn in urns if urns.count(urn) > 1})}"
        return recording


class _Mocks(mocks.Mocks):
    def __init__(self, recorder: Recorder, recording: Recording) -> None:
        self._recorder = recorder
        self._recording = recording

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str, dict[str, Any]]:
        answer = self._recorder.outputs.get(args.typ, lambda given: (f"{given.name}-id", {}))
        identity, further = answer(args)
        return identity, {**args.inputs, **further}

    def call(self, args: mocks.MockCallArgs) -> dict[str, Any]:
        self._recording.calls.append(args)
        return self._recorder.answers[args.token](args.args)


class _Monitor(mocks.MockMonitor):
    def __init__(self, recorder: Recorder, recording: Recording) -> None:
        super().__init__(_Mocks(recorder, recording))
        self._recording = recording
        self._names: dict[str, str] = {}

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        """The URN as the engine makes it: the whole chain of parent types, without the stack."""
        chain = parent.split("::")[2] if parent else STACK
        qualified = type_ if chain == STACK else f"{chain}${type_}"
        return "::".join([f"urn:pulumi:{pulumi.get_stack()}", pulumi.get_project(), qualified, name])

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802 the engine's name
        response = super().RegisterResource(request)
        if request.type == STACK:
            return response
        self._names[response.urn] = request.name
        self._recording.resources.append(
            Registered(
                urn=response.urn,
                type=request.type,
                name=request.name,
                inputs=rpc.deserialize_properties(request.object, keep_unknowns=True),
                parent=self._names.get(request.parent),
                provider=request.provider.split("::")[3] if request.provider else "",
                protect=request.protect,
                retain_on_delete=request.retainOnDelete,
                delete_before_replace=request.deleteBeforeReplace if request.deleteBeforeReplaceDefined else None,
                aliases=tuple(_aliases(request)),
                dependencies=tuple(sorted(self._names.get(urn, urn) for urn in request.dependencies)),
                import_id=request.importId,
                ignore_changes=tuple(request.ignoreChanges),
                replace_on_changes=tuple(request.replaceOnChanges),
            )
        )
        return response


def _aliases(request: Any) -> Iterator[str]:
    for alias in request.aliases:
        yield alias.urn or alias.spec.name
    yield from request.aliasURNs
