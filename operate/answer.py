"""One short `pulumi` command, asked for its answer."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from operate.errors import OperateError
from operate.process import start
from operate.pulumi import Pulumi


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
    with start(pulumi, command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            printed, complaint = process.communicate(timeout=patience)
        except BaseException as error:
            process.kill()
            if isinstance(error, subprocess.TimeoutExpired):
                raise OperateError(f"no answer within {patience:.0f} s: `pulumi {' '.join(command[1:])}`") from None
            raise
    return Answer(process.returncode == 0, printed, complaint)
