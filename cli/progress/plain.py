"""Progress as log lines, for machines and pipes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from cli.progress.board import Board
from cli.progress.result_line import ending
from cli.words import clock, counted, duration, roughly
from operate.news import Finished, News, Notice, Outcome, Started, Stopping

_SILENCE = 15.0


class PlainProgress:
    """Prints a line when a stack starts, ends or tells something, and one now and then while all is silent."""

    def __init__(
        self,
        stacks: Iterable[str],
        planned: bool,
        say: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._board = Board(stacks, clock)
        self._planned = planned
        self._say = say
        self._last = 0.0

    def __enter__(self) -> PlainProgress:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def hear(self, news: News) -> None:
        """Takes in one piece of news and prints what is worth a line."""
        self._board.hear(news)
        match news:
            case Started(stack):
                self._line(f"{stack}: started")
            case Notice(stack, text):
                self._line(f"{stack}: {text}")
            case Finished(result) if result.outcome is not Outcome.SKIPPED:
                of = f"({self._board.done} of {self._board.total})"
                self._line(f"{result.stack}: {ending(result, self._planned)} {of}")
            case Stopping(at_once):
                self._line("stopping at once" if at_once else "stopping: running stacks finish what they are at")
            case _:
                self._break_silence()

    def _break_silence(self) -> None:
        if self._board.seconds - self._last < _SILENCE:
            return
        for running in self._board.running.values():
            took = duration(self._board.seconds_of(running))
            at = f", {running.current}" if running.current else ""
            self._line(f"{running.stack}: {counted(len(running.resources), 'resource')} after {took}{at}")
        left = self._board.remaining
        if left is not None and self._board.running:
            self._line(f"{roughly(left)} left")

    def _line(self, text: str) -> None:
        self._last = self._board.seconds
        self._say(f"{clock(self._board.seconds)} {text}")
