"""A command ends with whoever started it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

_STARTER = """
import sys, time
from pathlib import Path
from operate.process import Process
from operate.pulumi import Pulumi
folder = Path({folder!r})
command = [sys.executable, "-c", "import time; time.sleep(60)"]
print(Process(Pulumi(folder, {{"PATH": str(folder)}}, folder), command, folder / "output").pid, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of its parent's end")
def test_it_is_asked_to_end_when_its_starter_was_killed(tmp_path: Path) -> None:
    (tmp_path / "pulumi").touch(0o755)
    script = _STARTER.format(folder=str(tmp_path))
    starter = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    command = Path("/proc") / starter.stdout.readline().strip() / "cmdline"
    time.sleep(0.5)
    assert command.read_bytes()
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    deadline = time.monotonic() + 10
    while command.exists() and command.read_bytes():
        assert time.monotonic() < deadline, "it still runs"
        time.sleep(0.02)
    starter.stdout.close()
