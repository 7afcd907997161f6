"""What those who watch a deployment see."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from cli.progress.board import Board
from cli.progress.live import LiveProgress
from cli.progress.plain import PlainProgress
from cli.words import changes, clock, duration
from operate.events import Phase, Step
from operate.news import Finished, Notice, Outcome, Progress, Silence, StackResult, Started, Stopping
from operate.urn import Urn

STACK = Urn("core-root", "rootstock", ("pulumi:pulumi:Stack",), "rootstock-core-root")
TREE = Urn("core-root", "rootstock", ("rootstock:org:OrganizationTree",), "account-gbl")
PROD = Urn(
    "core-root",
    "rootstock",
    ("rootstock:org:OrganizationTree", "aws:organizations/account:Account"),
    "account-gbl-plat-prod",
)
DONE = Finished(StackResult("core-root", Outcome.SUCCEEDED, 12.3, {"create": 3, "same": 2}))
SKIPPED = Finished(
    StackResult("core-root-map", Outcome.SKIPPED, cause="not started, because core-root did not get done")
)


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def step(phase: Phase, op: str, urn: Urn) -> Progress:
    """News of a step in core-root."""
    return Progress("core-root", Step(phase, op, urn))


def test_the_board_knows_what_is_under_way() -> None:
    clock = Clock()
    board = Board(["core-root", "core-root-map"], clock)
    board.hear(Started("core-root"))
    for urn in (STACK, TREE, PROD):
        board.hear(step(Phase.BEGUN, "create", urn))
    clock.now = 3.0
    running = board.running["core-root"]
    assert (running.current, len(running.resources), board.seconds_of(running)) == (
        "creating Account plat-prod",
        3,
        3.0,
    )
    board.hear(step(Phase.DONE, "create", PROD))
    assert (running.current, len(running.changed)) == ("creating OrganizationTree account-gbl", 1)
    board.hear(DONE)
    assert (board.done, board.running) == (1, {})


def test_what_stays_as_it_is_is_not_under_way() -> None:
    board = Board(["core-root"])
    board.hear(Started("core-root"))
    board.hear(step(Phase.BEGUN, "same", PROD))
    assert board.running["core-root"].current == ""


def test_log_lines() -> None:
    clock = Clock()
    lines: list[str] = []
    progress = PlainProgress(["core-root", "core-root-map"], False, lines.append, clock)
    news = [
        (0.0, Started("core-root")),
        (1.0, step(Phase.BEGUN, "create", PROD)),
        (5.0, Silence()),
        (20.0, Silence()),
        (21.0, Notice("core-root", "cleared a lock")),
        (72.0, DONE),
        (72.0, Stopping()),
        (72.0, SKIPPED),
    ]
    for clock.now, one in news:
        progress.hear(one)
    assert lines == [
        "00:00 core-root: started",
        "00:20 core-root: 1 resource after 20 s, creating Account account-gbl-plat-prod",
        "00:21 core-root: cleared a lock",
        "01:12 core-root: 3 created in 12 s (1 of 2)",
        "01:12 stopping: running stacks finish what they are at",
    ]


def drawn(progress: LiveProgress, width: int) -> list[str]:
    """The lines that move, as a terminal of that width shows them."""
    console = Console(file=io.StringIO(), width=width, height=24, color_system=None)
    with console.capture() as capture:
        console.print(progress.draw())
    return [line.rstrip() for line in capture.get().splitlines()]


def live(stacks: list[str]) -> LiveProgress:
    """Live progress on a terminal of 80 by 24 that nobody looks at."""
    return LiveProgress(stacks, False, Console(file=io.StringIO(), width=80, height=24, force_terminal=True))


@pytest.mark.parametrize("width", [50, 80, 120])
def test_live_lines_never_wrap(width: int) -> None:
    progress = live(["core-root", "core-root-map"])
    progress.hear(Started("core-root"))
    progress.hear(step(Phase.BEGUN, "create", TREE))
    progress.hear(step(Phase.BEGUN, "create", PROD))
    empty, running, foot = drawn(progress, width)
    assert empty == ""
    assert running[2:].startswith("  core-root      2 resources  0.0 s  creating")
    assert running.endswith("creating Account plat-prod" if width > 50 else "…")
    assert foot.startswith(" 0 of 2 stacks") and foot.endswith("00:00")


def test_more_running_stacks_than_rows() -> None:
    names = [f"core-s{number}" for number in range(40)]
    progress = live(names)
    for name in names:
        progress.hear(Started(name))
    assert len(drawn(progress, 80)) <= 24


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.04, "0.0 s"), (9.94, "9.9 s"), (9.96, "10 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (187, "3 min 07 s")],
)
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_words() -> None:
    assert clock(187) == "03:07"
    assert changes({}) == "no change"
    assert changes({"create": 61, "update": 2}) == "61 created, 2 updated"
    assert changes({"create": 1}, planned=True) == "1 to create"
