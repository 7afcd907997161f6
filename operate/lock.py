"""Who holds a stack's lock, as the engine says it, and whether that process still lives.

The engine of a self-managed backend refuses a locked stack with one line a lock:
``…: created by root@host (pid 13712) at 2026-11-24T19:51:28Z``.
"""

from __future__ import annotations

import getpass
import os
import re
import socket
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_LOCKED = "the stack is currently locked by"
_OWNER = re.compile(r"created by (?P<user>\S+)@(?P<host>\S+) \(pid (?P<pid>\d+)\) at (?P<since>\S+)")
_CLOCK_SLACK = 2.0


@dataclass(frozen=True)
class Holder:
    """The process that locked a stack."""

    user: str
    host: str
    pid: int
    since: datetime

    @property
    def is_here(self) -> bool:
        """Whether the lock was taken by this user on this machine, so that its process can be looked at."""
        return self.host == socket.gethostname() and self.user == getpass.getuser()

    @property
    def is_alive(self) -> bool:
        """Whether that very process still runs on this machine; one that only inherited its id is another."""
        started = _started(self.pid)
        return started is not None and started <= self.since.timestamp() + _CLOCK_SLACK

    def __str__(self) -> str:
        return f"{self.user}@{self.host} (pid {self.pid}, since {self.since:%Y-%m-%d %H:%M:%S %Z})"


def holders(output: str) -> list[Holder] | None:
    """Those who hold the lock, if ``output`` is the engine's refusal of a locked stack; else None."""
    if _LOCKED not in output:
        return None
    return [
        Holder(match["user"], match["host"], int(match["pid"]), _moment(match["since"]))
        for match in _OWNER.finditer(output)
    ]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _started(pid: int) -> float | None:
    """When process ``pid`` began, in seconds since the epoch; 0 where it lives but cannot be asked; None where not."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        uptime = float(Path("/proc/uptime").read_text().split()[0])
    except OSError:
        return 0.0 if _answers(pid) and not Path("/proc/self").exists() else None
    if fields[0] == "Z":
        return None
    return time.time() - uptime + int(fields[19]) / os.sysconf("SC_CLK_TCK")


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except OSError:
        return False
    return True
