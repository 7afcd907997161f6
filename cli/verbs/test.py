"""`rootstock test`: everything that must pass before a change is worth showing."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

NAME = "test"
HELP = "run everything that must pass: format, lint, types, import rules, unit and end-to-end tests"

_CHECKOUT = Path(__file__).resolve().parent.parent.parent
_LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
_CLOSING_LINE = re.compile(r"(=+ )?(\d+ \w+, )*\d+ \w+ in [\d.]+s.*|(=+ )?no tests ran in .*")
_TWO = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")  # a deployment alone does not keep two cores busy
_LONGEST = (
    "bootstrap",
    "steady",
    "broken_off",
    "adopt",
    "killed",
    "looking_first",
    "faults",
    "drift_of_the_organization",
)
"""End-to-end files that begin first: one that began last would leave a core idle."""
_NO_TESTS = 5  # pytest's exit code for it
_PIECE = 8192  # bytes; far more than the closing line has
_COLOR = re.compile(r"\x1b\[[\d;]*m")


@dataclass(frozen=True)
class Outcome:
    """How a step ended: whether all was well, and the line with which a test runner closed."""

    passed: bool
    closing_line: str | None = None


@dataclass(frozen=True)
class Step:
    """One thing that must pass."""

    name: str
    run: Callable[[], Outcome]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what `rootstock test` accepts."""
    parser.add_argument("--fast", action="store_true", help="leave out the end-to-end tests")
    parser.add_argument("pytest", nargs="*", metavar="-- PYTEST ARGUMENT", help="given to pytest as it is")


def run(options: argparse.Namespace) -> int:
    """Runs every step, also after a failed one; 1 when any failed. The last lines are the test runner's own."""
    outcomes = []
    seconds = []
    steps = list(_steps(fast=options.fast, chosen=options.pytest))
    for step in steps:
        print(f"── {step.name}", flush=True)
        started = time.monotonic()
        outcomes.append(step.run())
        seconds.append(time.monotonic() - started)
    print()
    for step, outcome, took in zip(steps, outcomes, seconds, strict=True):
        print(f"{'passed' if outcome.passed else 'FAILED'}  {took:6.1f} s  {step.name}")
    for outcome in outcomes:
        if outcome.closing_line:
            print(outcome.closing_line, flush=True)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def _steps(*, fast: bool, chosen: list[str]) -> Iterator[Step]:
    yield Step("format", lambda: _module("ruff", "format", "--check", "."))
    yield Step("lint", lambda: _module("ruff", "check", "."))
    yield Step("types", lambda: _module("mypy"))
    yield Step("import rules", lambda: _python("-c", _LINT_IMPORTS, "--no-logo"))
    yield Step("unit tests", lambda: _pytest("-m", "not e2e", "-n", "auto", *chosen, picked=bool(chosen)))
    if not fast:
        yield Step("engine", _engine)
        files = [] if any(not one.startswith("-") for one in chosen) else _end_to_end_files()
        yield Step("end-to-end tests", lambda: _pytest("-m", "e2e", *_TWO, *files, *chosen, picked=bool(chosen)))


def _end_to_end_files() -> list[str]:
    """The files with end-to-end tests: to read the five thousand others takes each worker many seconds."""
    order = {f"test_{name}.py": number for number, name in enumerate(_LONGEST)}
    files = sorted((_CHECKOUT / "tests").rglob("test_*.py"), key=lambda file: (order.get(file.name, len(order)), file))
    return [str(file.relative_to(_CHECKOUT)) for file in files if "pytest.mark.e2e" in file.read_text(encoding="utf-8")]


def _engine() -> Outcome:
    """Finds or builds Pulumi before pytest, which would hide for minutes what is being done."""
    from engine.errors import EngineError
    from engine.toolchain import find_or_build

    try:
        engine = find_or_build()
    except EngineError as error:
        print(error)
        return Outcome(passed=False)
    print(f"Pulumi {engine.version}: {engine.pulumi}")
    return Outcome(passed=True)


def _module(name: str, *rest: str) -> Outcome:
    return _python("-m", name, *rest)


def _python(*rest: str) -> Outcome:
    return Outcome(subprocess.run([sys.executable, *rest], cwd=_CHECKOUT, check=False).returncode == 0)


def _pytest(*rest: str, picked: bool) -> Outcome:
    """Runs pytest with its output passed on as it comes, and keeps its closing line."""
    color = ["--color=yes"] if sys.stdout.isatty() else []
    command = [sys.executable, "-m", "pytest", *color, *rest]
    said = b""
    with subprocess.Popen(command, cwd=_CHECKOUT, env=_environment(), stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101 -- it is a pipe
        while piece := os.read(process.stdout.fileno(), _PIECE):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            said = (said + piece)[-_PIECE:]
    # Tests that were picked need not be of both sorts.
    passed = process.returncode == 0 or (picked and process.returncode == _NO_TESTS)
    return Outcome(passed, closing_line(said.decode(errors="replace")))


def closing_line(output: str) -> str | None:
    """The last line of pytest's ``output`` that counts the tests, without colours; None when it never got there."""
    lines = (_COLOR.sub("", line).strip() for line in reversed(output.splitlines()))
    return next((line for line in lines if _CLOSING_LINE.fullmatch(line)), None)


def _environment() -> dict[str, str]:
    """The environment without the user's own AWS and Pulumi settings: no test may depend on them, or reach them.

    Python may keep what it compiled: the tests start thousands of processes, most of them from checkouts of their own.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PULUMI_"))}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept
