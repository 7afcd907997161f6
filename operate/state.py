"""The state of a stack as plain data: taken out of its backend, and put back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from operate.answer import answer
from operate.errors import OperateError
from operate.pulumi import Pulumi

_NONE = "no stack named"


def exported(pulumi: Pulumi, stack: str) -> dict[str, Any] | None:
    """What `pulumi stack export` prints, secrets still encrypted; None where the backend has no such stack.

    Raises OperateError with the engine's words when it cannot be read.
    """
    file = pulumi.state(stack)
    try:
        said = answer(pulumi, pulumi.export(stack, file))
        if not said.done and _NONE in said.why:
            return None
        if not said.done:
            raise OperateError(f"the state of '{stack}' cannot be read: {said.why}")
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
        said = answer(pulumi, pulumi.take_back(stack, file))
        if not said.done:
            raise OperateError(f"the state of '{stack}' cannot be written: {said.why}")
    finally:
        file.unlink(missing_ok=True)


def resources(state: Mapping[str, Any] | None) -> Sequence[Mapping[str, Any]]:
    """The resources of a state, in its order; none of a stack that never ran."""
    found: Sequence[Mapping[str, Any]] = ((state or {}).get("deployment") or {}).get("resources") or ()
    return found
