"""What a stack exported when it was last deployed."""

from __future__ import annotations

import json
from typing import Any

from operate.answer import answer
from operate.errors import OperateError
from operate.pulumi import Pulumi


def stack_output(pulumi: Pulumi, stack: str, name: str) -> Any:
    """One export of a stack, as plain data. Raises OperateError that says what to run when there is none."""
    said = answer(pulumi, pulumi.output(stack, name))
    if not said.done:
        raise OperateError(
            f"stack '{stack}' exports no '{name}' yet: run `./rootstock deploy {stack}` first ({said.why_at_last})"
        )
    return json.loads(said.printed)
