"""The `pulumi` commands as processes: all begin here."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from operate.pulumi import Pulumi
from operate.torn_attributes import drop_torn_attributes

_SET_PARENT_DEATH_SIGNAL = 1
_PRCTL = getattr(ctypes.CDLL(None), "prctl", None) if sys.platform == "linux" else None


def _end_with_parent() -> None:
    # Runs between fork and exec: nothing but the one call, found beforehand. The thread that starts a command stays
    # until the command ends, so its end is the end of this process.
    if _PRCTL:
        _PRCTL(_SET_PARENT_DEATH_SIGNAL, signal.SIGINT, 0, 0, 0)


def start(
    pulumi: Pulumi, command: Sequence[str], more: Mapping[str, str] | None = None, **how: Any
) -> subprocess.Popen[Any]:
    """The command, begun where Pulumi.yaml is, with ``more`` variables; ``how`` is what Popen takes besides.

    It asks nobody, and meets no state that a killed engine has left unreadable.
    """
    drop_torn_attributes(pulumi)
    environment = {**pulumi.variables, **(more or {})}
    return subprocess.Popen(list(command), cwd=pulumi.directory, env=environment, stdin=subprocess.DEVNULL, **how)


class Process:
    """A running command in its own process group, so that Ctrl-C in the terminal does not reach it by itself.

    Its output goes to a file, not to a pipe: a command whose reader dies saves its state. When the process that started
    it is gone, however it died, the command is asked to end; elsewhere than on Linux it goes on until it is done.
    """

    def __init__(
        self, pulumi: Pulumi, command: Sequence[str], output: Path, more: Mapping[str, str] | None = None
    ) -> None:
        with output.open("ab") as file:
            self._process = start(
                pulumi,
                command,
                more,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent if _PRCTL else None,
            )

    @property
    def pid(self) -> int:
        """The process's id, which is its group's id too."""
        return self._process.pid

    def wait(self, seconds: float) -> int | None:
        """The exit code, or None when the process still runs after ``seconds``."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def interrupt(self) -> None:
        """Asks the command to finish what it is doing and end. Only the engine is asked: it tells its plugins."""
        self._signal(os.kill, signal.SIGINT)

    def kill(self) -> None:
        """Ends the command and its group at once."""
        self._signal(os.killpg, signal.SIGKILL)

    def _signal(self, send: Callable[[int, int], None], number: signal.Signals) -> None:
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                send(self._process.pid, number)
