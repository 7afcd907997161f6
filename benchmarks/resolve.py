"""How long configuration takes to resolve, as a ratio to what libyaml alone needs to compose every file once.

    python benchmarks/resolve.py TREE [TREE ...] [--repeat 5]

A tree is a folder with an `atmos.yaml` or a `rootstock.yaml`. Every measure is the `rootstock` command in a process of
its own, from start to the last byte of output; the floor is measured beside it in the same rounds, and the best of all
rounds counts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent.parent
COMPILED = Path(tempfile.gettempdir(), f"rootstock-benchmark-{os.getuid()}")
DESCRIBE_STACKS = ("describe", "stacks")
DESCRIBE_COMPONENT = ("describe", "component")
Measure = Callable[[], float]


def floor(files: Sequence[Path]) -> float:
    """Seconds to read every file and compose it with libyaml."""
    start = time.perf_counter()
    for file in files:
        with file.open("rb") as stream:
            yaml.compose(stream, Loader=yaml.CSafeLoader)
    return time.perf_counter() - start


def run(verb: Sequence[str], arguments: Sequence[str], cache: str) -> tuple[float, int]:
    """Seconds and bytes of memory that a command needs as a process of its own."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(HERE),
        "ROOTSTOCK_CACHE": cache,
        "PYTHONPYCACHEPREFIX": str(COMPILED),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "cli", *verb, *arguments, "--format", "json"]
    start = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        while process.stdout.read(1 << 20):
            pass
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        sys.exit("the command failed")
    return seconds, usage.ru_maxrss * 1024


def measure(tree: Path, repeat: int) -> list[str]:
    """Lines of results for one tree."""
    files = sorted(path for path in tree.rglob("*.y*ml") if path.suffix in (".yaml", ".yml"))
    stack, instance = _last_instance(tree)
    one = [instance, "--stack", stack, "--config-root", str(tree)]
    run(DESCRIBE_COMPONENT, one, tempfile.mkdtemp())  # compiles the modules, as the first command of a checkout does
    best: dict[str, float] = {}
    memory = 0
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as cache:
            seconds, used = run(DESCRIBE_STACKS, ["--config-root", str(tree)], cache)
            memory = max(memory, used)
            _note(best, "describe stacks", seconds)
            _note(best, "describe component, cold", run(DESCRIBE_COMPONENT, one, cache)[0])
            _note(best, "describe component, warm", run(DESCRIBE_COMPONENT, one, cache)[0])
            _note(best, "floor", floor(files))
    lines = [f"{tree}: {len(files)} files, floor {best['floor']:.3f} s"]
    for name, seconds in best.items():
        if name != "floor":
            lines.append(f"  {name:26} {seconds:6.3f} s  {seconds / best['floor']:5.1f} x floor")
    lines.append(f"  memory {memory / 2**20:.0f} MB")
    return lines


def _note(best: dict[str, float], name: str, seconds: float) -> None:
    best[name] = min(seconds, best.get(name, seconds))


def _last_instance(tree: Path) -> tuple[str, str]:
    sys.path.insert(0, str(HERE))
    from layers import load

    name, stack = list(load(tree).stacks.items())[-1]
    return name, next(iter(next(iter(stack.instances.values()))))


def main() -> None:
    """Prints the results for each tree named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trees", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    for tree in options.trees:
        print("\n".join(measure(tree, options.repeat)), flush=True)


if __name__ == "__main__":
    main()
