"""One short `pulumi` command, run to its end."""

from __future__ import annotations

import time
from collections.abc import Sequence

from operate.cause import cause
from operate.errors import OperateError
from operate.lock import holders
from operate.process import Process
from operate.pulumi import Pulumi

_POLL = 0.2
_ATTEMPTS = 3


def run(pulumi: Pulumi, stack: str, command: Sequence[str]) -> str:
    """What the command printed. It ends with us, however we end. Raises OperateError with why it failed.

    A lock of an ended process of this machine is taken away, one of a living process is waited for.
    """
    for _ in range(_ATTEMPTS):
        code, output = _once(pulumi, stack, command)
        owners = holders(output) if code else None
        if not owners or not all(owner.is_here for owner in owners):
            break
        while any(owner.is_alive for owner in owners):
            time.sleep(_POLL)
        _once(pulumi, stack, pulumi.cancel(stack))
    if code:
        raise OperateError(f"{stack}: {cause(code, (), output)} (log: {pulumi.log(stack)})")
    return output


def _once(pulumi: Pulumi, stack: str, command: Sequence[str]) -> tuple[int, str]:
    log = pulumi.log(stack)
    start = log.stat().st_size if log.exists() else 0
    process = Process(pulumi, command, log)
    while (code := process.wait(_POLL)) is None:
        pass
    return code, log.read_bytes()[start:].decode(errors="replace")
