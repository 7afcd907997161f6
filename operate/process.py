"""One `pulumi` command as a process of its own."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_SET_PARENT_DEATH_SIGNAL = 1
_PRCTL = getattr(ctypes.CDLL(None), "prctl", None) if sys.platform == "linux" else None


def _end_with_parent() -> None:
    # Runs between fork and exec: nothing but the one call, found beforehand. The thread that starts a command stays
    # until the command ends, so its end is the end of this process.
    if _PRCTL:
        _PRCTL(_SET_PARENT_DEATH_SIGNAL, signal.SIGINT, 0, 0, 0)


class Process:
    """A running command in its own process group, so that Ctrl-C in the terminal does not reach it by itself.

    Its output goes to a file, not to a pipe: a command whose reader dies saves its state. When the process that started
    it is gone, however it died, the command is asked to end; elsewhere than on Linux it goes on until it is done.
    """

    def __init__(self, command: Sequence[str], directory: Path, environment: Mapping[str, str], output: Path) -> None:
        with output.open("ab") as file:
            self._process = subprocess.Popen(
                list(command),
                cwd=directory,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
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
