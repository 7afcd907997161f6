"""The state of a stack as plain data: taken out of its backend, and put back."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from operate.errors import OperateError
from operate.pulumi import Pulumi

_NONE = "no stack named"


def exported(pulumi: Pulumi, stack: str) -> dict[str, Any] | None:
    """What `pulumi stack export` prints, secrets still encrypted; None where the backend has no such stack.

    Raises OperateError with the engine's words when it cannot be read.
    """
    file = pulumi.state(stack)
    try:
        said = _run(pulumi, pulumi.export(stack, file))
        if said is not None and _NONE in said:
            return None
        if said is not None:
            raise OperateError(f"the state of '{stack}' cannot be read: {said}")
        state: dict[str, Any] = json.loads(file.read_text())
        return state
    finally:
        file.unlink(missing_ok=True)


def replaced(pulumi: Pulumi, stack: str, state: Mapping[str, Any]) -> None:
    """Puts a state in the place of the stack's own. Raises OperateError with the engine's words when it refuses."""
    file: Path = pulumi.state(stack)
    try:
        file.touch(mode=0o600)
        file.write_text(json.dumps(state))
        said = _run(pulumi, pulumi.take_back(stack, file))
        if said is not None:
            raise OperateError(f"the state of '{stack}' cannot be written: {said}")
    finally:
        file.unlink(missing_ok=True)


def resources(state: Mapping[str, Any] | None) -> Sequence[Mapping[str, Any]]:
    """The resources of a state, in its order; none of a stack that never ran."""
    found: Sequence[Mapping[str, Any]] = ((state or {}).get("deployment") or {}).get("resources") or ()
    return found


def _run(pulumi: Pulumi, command: Sequence[str]) -> str | None:
    """What a command that failed said; None when it did not fail."""
    answer = subprocess.run(
        command,
        cwd=pulumi.directory,
        env=pulumi.variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode == 0:
        return None
    return (answer.stderr.strip() or answer.stdout.strip() or "pulumi ended without saying why").removeprefix("error: ")
