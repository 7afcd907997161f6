"""What the stack's own state holds before this run."""

from __future__ import annotations

import pulumi
from pulumi.runtime.invoke import invoke_async

from blocks.recorded import Recorded


async def read_own_state() -> Recorded:
    """Every resource that earlier runs of this stack recorded, also runs that died before they wrote exports."""
    name = f"{pulumi.get_organization()}/{pulumi.get_project()}/{pulumi.get_stack()}"
    answer = await invoke_async("pulumi:pulumi:readStackResourceOutputs", {"stackName": name})
    return Recorded.parse((answer or {}).get("outputs") or {})
