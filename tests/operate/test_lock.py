"""Who holds a lock, and whether they live."""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta

from operate.lock import Holder, holders

REFUSAL = """error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or \
delete the lock file with `pulumi cancel`.
  file:///state/.pulumi/locks/organization/rootstock/core-root/482785f9.json?no_tmp_dir=true: created by root@vm \
(pid 13712) at 2026-11-24T19:51:28Z
"""


def here(pid: int, since: datetime) -> Holder:
    """A process of ours on this machine."""
    return Holder(getpass.getuser(), socket.gethostname(), pid, since)


def test_the_refusal_names_the_holder() -> None:
    since = datetime(2026, 11, 24, 19, 51, 28, tzinfo=UTC)
    assert holders(REFUSAL) == [Holder("root", "vm", 13712, since)]
    assert str(holders(REFUSAL)[0]) == "root@vm (pid 13712, since 2026-11-24 19:51:28 UTC)"
    assert holders("error: something else") is None


def test_a_process_that_took_the_lock_is_alive() -> None:
    assert here(os.getpid(), datetime.now(UTC)).is_alive
    assert here(os.getpid(), datetime.now(UTC)).is_here


def test_a_process_that_ended_is_not() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert not here(process.pid, datetime.now(UTC)).is_alive


def test_a_process_that_began_after_the_lock_only_inherited_the_number() -> None:
    assert not here(os.getpid(), datetime.now(UTC) - timedelta(days=365)).is_alive


def test_another_machine_is_not_here() -> None:
    assert not Holder(getpass.getuser(), "elsewhere.example", 1, datetime.now(UTC)).is_here
