"""How quickly the simulated AWS starts, and what it holds of memory and processes while hundreds of stacks run in it.

    python benchmarks/sandbox_life.py [--starts 5] [--runs 250] [--no-example]

The start is told beside that of a bare ``import moto.server``, in turn with it: as seconds on the clock and as seconds
of the processor, which depend less on what else the machine does. Then the example organization is deployed, and a
small stack is brought up and destroyed in turn in the same server, each time by the real engine. Memory is what it
keeps resident. Processes are all that know the sandbox's folder: after each run only the server may be left of them.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from engine.toolchain import find_or_build  # noqa: E402 the checkout must be on the path first
from sandbox import server  # noqa: E402
from sandbox.home import Home  # noqa: E402
from tests.sandbox.provider.lives.stack import Stack  # noqa: E402
from tests.sandbox.provider.lives.table import Life  # noqa: E402

_MANAGEMENT, _STRANGER = "123456789012", "900000000001"
_SECONDS_UNTIL_ALL_IS_LOADED = 5.0
_TICKS = os.sysconf("SC_CLK_TCK")
_TRUST = {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
_POLICY = {"json": {"Version": "2012-10-17", "Statement": [_TRUST]}}
_SMALL = {
    "role": Life("role", "aws:iam/role:Role", {"name": "small", "assumeRolePolicy": _POLICY}),
    "bucket": Life("bucket", "aws:s3/bucket:Bucket", {"bucket": "small-and-short-lived"}),
    "topic": Life("topic", "aws:sns/topic:Topic", {"name": "small"}),
    "key": Life("key", "aws:kms/key:Key", {"description": "Small"}),
}


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and of the processor."""

    wall: float
    processor: float


@dataclass
class Processes:
    """The processes that have ``mark`` in their environment or on their command line."""

    mark: str
    most: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def now(self) -> dict[int, str]:
        """Their command lines by number."""
        found = {}
        for folder in Path("/proc").iterdir():
            try:
                line = (folder / "cmdline").read_bytes()
                known = folder.name.isdigit() and line
                if known and (self.mark.encode() in (folder / "environ").read_bytes() or self.mark.encode() in line):
                    found[int(folder.name)] = line.replace(b"\0", b" ").decode()
            except OSError:
                continue
        return found

    @contextmanager
    def watched(self) -> Iterator[None]:
        """``most`` is how many there were at once meanwhile."""
        thread = threading.Thread(target=self._watch, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.5):
            self.most = max(self.most, len(self.now()))


def main() -> None:
    """Measures and prints. Exit code 1 when a process is left over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--runs", type=int, default=250)
    parser.add_argument("--no-example", action="store_true", help="without the example organization")
    given = parser.parse_args()
    os.environ["PATH"] = find_or_build().path(os.environ)["PATH"]
    with tempfile.TemporaryDirectory(prefix="rootstock-sandbox-life-") as name:
        folder = Path(name)
        _print_starts(folder, given.starts)
        left = _print_life(folder, given.runs, not given.no_example)
    sys.exit(1 if left else 0)


def _print_starts(folder: Path, rounds: int) -> None:
    ours, bare = [], []
    for number in range(rounds):
        bare.append(_import_of_moto())
        ours.append(_start(Home(folder / f"start-{number}")))
    for title, costs in (("import of moto.server", bare), ("start of the sandbox", ours)):
        walls, processors = [cost.wall for cost in costs], [cost.processor for cost in costs]
        print(
            f"{title}: {statistics.median(walls):.2f} s (best {min(walls):.2f}), "
            f"{statistics.median(processors):.2f} s of the processor (best {min(processors):.2f})"
        )
    walls, processors = _ratio(ours, bare, "wall"), _ratio(ours, bare, "processor")
    print(f"ratio of the best: {walls:.2f} on the clock, {processors:.2f} of the processor", flush=True)


def _ratio(ours: list[Cost], bare: list[Cost], what: str) -> float:
    return float(min(getattr(cost, what) for cost in ours) / min(getattr(cost, what) for cost in bare))


def _import_of_moto() -> Cost:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([sys.executable, "-c", "import moto.server"], cwd=CHECKOUT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.monotonic() - began, used)


def _start(home: Home) -> Cost:
    home.make()
    began = time.monotonic()
    record = server.launch(home, CHECKOUT, _MANAGEMENT)
    wall = time.monotonic() - began
    fields = Path(f"/proc/{record.pid}/stat").read_text().rpartition(")")[2].split()
    server.shut_down(home)
    return Cost(wall, (int(fields[11]) + int(fields[12])) / _TICKS)


def _print_life(folder: Path, runs: int, example: bool) -> bool:
    """Whether a process was left."""
    cache = folder / "cache"
    os.environ |= {"ROOTSTOCK_CACHE": str(cache), "NO_COLOR": "1"}
    processes = Processes(str(folder))
    own = set(processes.now())
    _rootstock("sandbox", "up", "--no-deploy")
    home = Home.of(CHECKOUT)
    record = server.running(home)
    assert record, "the sandbox was started a moment ago"
    time.sleep(_SECONDS_UNTIL_ALL_IS_LOADED)
    print(f"server at the start: {_resident(record.pid)}", flush=True)
    if example:
        began = time.monotonic()
        _rootstock("sandbox", "up")
        print(f"after the example ({time.monotonic() - began:.0f} s): {_resident(record.pid)}", flush=True)
    stack = Stack(folder / "small", "small", record.url, _STRANGER)
    stack.write(_SMALL, 0)
    left: dict[int, str] = {}
    began = time.monotonic()
    with processes.watched():
        for number in range(1, runs + 1):
            stack.run("up" if number % 2 else "destroy")
            left |= {pid: line for pid, line in processes.now().items() if pid not in {record.pid, *own}}
            if number % max(runs // 10, 1) == 0:
                print(f"after {number} runs ({time.monotonic() - began:.0f} s): {_resident(record.pid)}", flush=True)
    _rootstock("sandbox", "down")
    left |= {pid: line for pid, line in processes.now().items() if pid not in own}
    print(f"processes: at most {processes.most - len(own)} at once, {len(left)} left after runs {list(left.values())}")
    return bool(left)


def _resident(pid: int) -> str:
    lines = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return f"{int(lines['VmRSS'].split()[0]) / 1024:.0f} MB, {lines['Threads'].strip()} threads"


def _rootstock(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "cli", *arguments], cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
