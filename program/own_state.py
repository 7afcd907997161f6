"""What the stack's own state holds before this run."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi
from pulumi.runtime.invoke import invoke_async

from blocks.recorded import Recorded


@dataclass(frozen=True)
class OwnState:
    """What earlier runs recorded, also runs that died before they wrote exports, and the provider that read it."""

    recorded: Recorded
    reader: pulumi.ProviderResource


async def read_own_state() -> OwnState:
    """Every resource that the state of this stack holds; none for a stack that was never deployed.

    The reader is explicit because the engine's default provider would be the one thing that the keystone cannot stand
    on, and so the one thing that a refused destroy still removes.
    """
    reader = pulumi.ProviderResource("pulumi", "own-state", {})
    name = f"{pulumi.get_organization()}/{pulumi.get_project()}/{pulumi.get_stack()}"
    options = pulumi.InvokeOptions(provider=reader)
    answer = await invoke_async("pulumi:pulumi:readStackResourceOutputs", {"stackName": name}, options)
    return OwnState(Recorded.parse((answer or {}).get("outputs") or {}), reader)
