"""One `pulumi` command as a process of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


class Process:
    """A running command in its own process group, so that Ctrl-C in the terminal does not reach it by itself.

    Its output goes to a file, not to a pipe: a command whose reader dies goes on and saves its state.
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
