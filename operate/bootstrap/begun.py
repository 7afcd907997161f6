"""What a killed run had created for the state backend and did not record: taken in before the next run begins.

Later would be too late: a key is created a second time without complaint.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from operate.bootstrap.command import run
from operate.existing import id_in_aws
from operate.pulumi import Pulumi
from operate.taking_in import held, taken_in
from operate.unread import remember
from operate.urn import Urn


def take_in(pulumi: Pulumi, stack: str, notice: Callable[[str], None]) -> None:
    """The state of ``stack`` holds what its pending operations have created. Raises OperateError."""
    file, unread = pulumi.state(stack), pulumi.unread(stack)
    try:
        run(pulumi, stack, pulumi.export(stack, file))
        state = json.loads(file.read_text(encoding="utf-8"))
        pending = state["deployment"].get("pending_operations") or ()
        urns = [one["resource"]["urn"] for one in pending]
        candidates = taken_in(state, urns, lambda one, provider: id_in_aws(one, provider, pulumi.environment))
        if not candidates:
            return
        file.write_text(json.dumps(state), encoding="utf-8")
        # Killed before they are read, the deployment that follows the next time reads them.
        remember(unread, candidates)
        run(pulumi, stack, pulumi.take_back(stack, file))
        run(pulumi, stack, pulumi.reread(stack, candidates))
        unread.unlink()
        run(pulumi, stack, pulumi.export(stack, file))
        found = held(json.loads(file.read_text(encoding="utf-8")), candidates)
        named = ", ".join(f"{Urn.parse(urn)} ({found_id})" for urn, found_id in found.items())
        if found:
            notice(f"taking in what a broken run had created: {named}")
    finally:
        file.unlink(missing_ok=True)
