"""One short `pulumi` command, asked for its answer."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from operate.errors import OperateError
from operate.pulumi import Pulumi
from operate.torn_attributes import drop_torn_attributes


@dataclass(frozen=True)
class Answer:
    """What a command printed, and whether it did what it was asked."""

    done: bool
    printed: str
    complaint: str

    @property
    def why(self) -> str:
        """All that a command which failed said about it."""
        said = self.complaint.strip() or self.printed.strip() or "pulumi ended without saying why"
        return said.removeprefix("error: ")

    @property
    def why_at_last(self) -> str:
        """The last line of that: the engine's own verdict, after warnings."""
        return self.why.splitlines()[-1].removeprefix("error: ")


def answer(pulumi: Pulumi, command: Sequence[str], patience: float | None = None) -> Answer:
    """The answer of a command that asks nothing itself. Raises OperateError after ``patience`` seconds without one."""
    drop_torn_attributes(pulumi)
    try:
        ended = subprocess.run(
            command,
            cwd=pulumi.directory,
            env=pulumi.variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=patience,
        )
    except subprocess.TimeoutExpired:
        raise OperateError(f"no answer within {patience:.0f} s: `pulumi {' '.join(command[1:])}`") from None
    return Answer(ended.returncode == 0, ended.stdout, ended.stderr)
