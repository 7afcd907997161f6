"""Whatever is killed, nothing is left running, and ``up`` works again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.faulty import write_configuration
from benchmarks.observed import processes_with
from tests.e2e.organization import CHECKOUT

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are looked up in /proc"),
]
ACCOUNTS = {f"plat-a{number}": {"description": "One of several"} for number in range(2)}
VICTIMS: dict[str, Callable[[str], bool]] = {
    "command": lambda line: "-m cli sandbox up" in line,
    "engine": lambda line: "/pulumi " in line and " up " in line and "/sh " not in line,
    "provider": lambda line: "resource-aws" in line or "sandbox.provider" in line,
    "server": lambda line: "-m sandbox.aws" in line,
}


class Small:
    """A small organization with a cache of its own, by which its processes are found."""

    def __init__(self, folder: Path) -> None:
        self._config = folder / "config"
        self._cache = folder / "cache"
        own = {"ROOTSTOCK_CACHE": str(self._cache), "ROOTSTOCK_CONFIG_ROOT": str(self._config), "NO_COLOR": "1"}
        self._environment = os.environ | own
        self._round = 0

    def change(self, *more: str) -> None:
        """Every account and policy has to be tagged anew, and ``more`` accounts to be created."""
        self._round += 1
        accounts = ACCOUNTS | {name: {"description": "One more"} for name in more}
        write_configuration(self._config, accounts, tags={"Round": str(self._round)})

    def rootstock(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cli", *arguments]
        return subprocess.run(command, cwd=CHECKOUT, env=self._environment, capture_output=True, text=True, timeout=120)

    def begin(self) -> subprocess.Popen[bytes]:
        """``sandbox up`` in the background."""
        command = [sys.executable, "-m", "cli", "sandbox", "up"]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=CHECKOUT, env=self._environment, stdout=quiet, stderr=quiet)

    def processes(self) -> dict[int, str]:
        """The command lines of all processes that have this cache in their environment or on their command line."""
        return processes_with(self._cache)

    def called(self, operation: str) -> int:
        """How often AWS was asked for something so far, and did it."""
        logs = list(self._cache.rglob("aws.log"))
        return sum(log.read_text().count(f" {operation} 200") for log in logs)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    small = Small(tmp_path_factory.mktemp("killed"))
    small.change()
    done = small.rootstock("sandbox", "up", "--latency", "0.05")
    assert done.returncode == 0, done.stdout + done.stderr
    yield small
    small.rootstock("sandbox", "down")


def _until(done: Callable[[], object], what: str, seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


@pytest.mark.parametrize("victim", VICTIMS)
def test_nothing_is_left_and_up_works_again(small: Small, victim: str) -> None:
    small.change()
    before = small.called("TagResource")
    command = small.begin()
    _until(lambda: small.called("TagResource") > before, "nothing was changed")
    killed = [pid for pid, line in small.processes().items() if VICTIMS[victim](line)]
    assert killed, small.processes()
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    if victim == "server":
        # Left alone, the provider knocks nine times for every resource, as the real one does, before the run ends.
        for _ in range(2):
            command.send_signal(signal.SIGINT)
            time.sleep(0.2)
    command.wait(120)
    servers = VICTIMS["server"]
    _until(lambda: not [line for line in small.processes().values() if not servers(line)], str(small.processes()))
    assert len(small.processes()) == (0 if victim == "server" else 1)
    again = small.rootstock("sandbox", "up")
    assert again.returncode == 0, again.stdout + again.stderr
    assert "Traceback" not in again.stdout + again.stderr


def test_accounts_that_a_killed_provider_had_begun_are_taken_in_by_the_same_run(small: Small) -> None:
    small.change("plat-b0", "plat-b1")
    before = small.called("CreateAccount")
    command = small.begin()
    _until(lambda: small.called("CreateAccount") > before, "no account was begun")
    for pid in [pid for pid, line in small.processes().items() if VICTIMS["provider"](line)]:
        os.kill(pid, signal.SIGKILL)
    assert command.wait(120) == 0
    assert small.called("CreateAccount") == before + 2
    again = small.rootstock("sandbox", "up")
    assert again.returncode == 0, again.stdout + again.stderr
    assert "no change" in again.stdout
