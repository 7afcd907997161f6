"""Background processes that are found again without mistaking a stranger for them."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_POLL = 0.02


@dataclass(frozen=True)
class ProcessId:
    """A process told apart from a later one that was given the same number: its number and when it began."""

    pid: int
    began: str

    @property
    def alive(self) -> bool:
        """Whether exactly this process still runs."""
        return began(self.pid) == self.began


def began(pid: int) -> str | None:
    """When process ``pid`` began, in the words of the operating system; None when there is no such process.

    The text also changes when the machine restarts, so it stays unique for a process number.
    """
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            # The command name may hold spaces and brackets: fields are counted behind the last bracket.
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="utf-8").strip()
        except OSError:
            return None
        return None if fields[0] in {"Z", "X"} else f"{boot}:{fields[19]}"
    listing = subprocess.run(
        ["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split(None, 1)
    return None if not listing or listing[0].startswith("Z") else listing[1].strip()


def this_process() -> ProcessId:
    """The identity of the running process."""
    return ProcessId(os.getpid(), began(os.getpid()) or "")


def spawn(command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """A new background process in a session of its own, so that Ctrl-C in the terminal does not reach it."""
    with log.open("ab") as output:
        return subprocess.Popen(
            list(command),
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def end(process: ProcessId, patience: float = 5.0) -> None:
    """Returns when ``process`` is gone: asked first, killed after ``patience`` seconds. A stranger is left alone."""
    for signal_number, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, patience)):
        if not process.alive:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal_number)
        deadline = time.monotonic() + seconds
        while process.alive and time.monotonic() < deadline:
            _reap(process.pid)
            time.sleep(_POLL)


def _reap(pid: int) -> None:
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
