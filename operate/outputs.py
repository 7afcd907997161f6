"""What a stack exported when it was last deployed."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from operate.errors import OperateError
from operate.pulumi import Pulumi


def stack_output(pulumi: Pulumi, stack: str, name: str) -> Any:
    """One export of a stack, as plain data. Raises OperateError that says what to run when there is none."""
    answer = subprocess.run(
        pulumi.output(stack, name),
        cwd=pulumi.directory,
        env=pulumi.variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        last = (answer.stderr.strip().splitlines() or ["pulumi ended without saying why"])[-1]
        raise OperateError(
            f"stack '{stack}' exports no '{name}' yet: run `./rootstock deploy {stack}` first "
            f"({last.removeprefix('error: ')})"
        )
    return json.loads(answer.stdout)
