"""How quickly the simulated AWS starts, and what it takes of memory and processes while stacks run.

    python benchmarks/sandbox_life.py [--rounds 5] [--runs 300] [--parallel 2] [--every 50]

A start is told beside what importing moto's server takes in the same round. A run is one of the real engine on a small
stack, which creates it, changes it or destroys it, by turns. After each ``--every`` runs the server's resident memory
is told, and how many processes there are that belong to it besides the server.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from sandbox import server  # noqa: E402 the checkout must be on the path first
from sandbox.home import Home  # noqa: E402
from tests.sandbox.provider.lives.stack import Stack  # noqa: E402
from tests.sandbox.provider.lives.table import table  # noqa: E402

_FIRST_ACCOUNT = 111111111111
_SMALL = ("role-policy", "identity-provider")
_TURNS = 3


def main() -> None:
    """Prints medians of starts, then a line for each ``--every`` runs. Exit code 1 when a process was left."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--parallel", type=int, default=2)
    parser.add_argument("--every", type=int, default=50)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rootstock-sandbox-life-") as folder:
        _starts(Path(folder), given.rounds)
        left = _runs(Path(folder), given.runs, given.parallel, given.every)
    sys.exit(1 if left else 0)


def _starts(folder: Path, rounds: int) -> None:
    imports, starts = [], []
    for number in range(rounds):
        began = time.monotonic()
        subprocess.run([sys.executable, "-c", "import moto.server"], check=True)
        imports.append(time.monotonic() - began)
        began = time.monotonic()
        with _served(folder / f"start-{number}"):
            starts.append(time.monotonic() - began)
    ratio = statistics.median(start / bare for start, bare in zip(starts, imports, strict=True))
    print(
        f"start: {statistics.median(starts):.2f} s (best {min(starts):.2f}), "
        f"import of moto's server: {statistics.median(imports):.2f} s (best {min(imports):.2f}), ratio {ratio:.2f}",
        flush=True,
    )


def _runs(folder: Path, runs: int, parallel: int, every: int) -> int:
    with _served(folder / "runs") as running:
        print(f"runs 0: server {_megabytes(running.pid):.0f} MB", flush=True)
        stacks = [
            Stack(folder / f"runs-{number}", "small", running.url, str(_FIRST_ACCOUNT + number))
            for number in range(parallel)
        ]
        began, done, left = time.monotonic(), 0, 0
        with ThreadPoolExecutor(parallel) as pool:
            for first in range(0, runs, every):
                share = range(first, min(first + every, runs), parallel)
                for _ in pool.map(lambda stack, share=share: [_run(stack, turn // parallel) for turn in share], stacks):
                    pass
                done += len(share) * parallel
                left = len(_processes(folder) - {running.pid})
                seconds = time.monotonic() - began
                print(
                    f"runs {done}: server {_megabytes(running.pid):.0f} MB, {left} other processes, {seconds:.0f} s",
                    flush=True,
                )
    return left


def _run(stack: Stack, number: int) -> None:
    identity = table("identity")
    small = {**identity.around, **{name: identity.lives[name] for name in _SMALL}}
    turn = number % _TURNS
    if turn == _TURNS - 1:
        stack.run("destroy")
    else:
        stack.write(small, turn)
        stack.run("up")


@contextmanager
def _served(folder: Path) -> Iterator[server.ServerRecord]:
    home = Home(folder)
    home.make()
    try:
        yield server.launch(home, CHECKOUT, str(_FIRST_ACCOUNT))
    finally:
        server.shut_down(home)


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def _processes(folder: Path) -> set[int]:
    """Processes that have ``folder`` on their command line or in their environment."""
    mark, found = str(folder).encode(), set()
    for place in Path("/proc").iterdir():
        try:
            if place.name.isdigit() and mark in (place / "cmdline").read_bytes() + (place / "environ").read_bytes():
                found.add(int(place.name))
        except OSError:
            continue
    return found


if __name__ == "__main__":
    main()
