"""How a deployment is followed: live on a terminal, as log lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol, Self

from cli.terminal import is_terminal, say
from operate.news import News


class Follower(AbstractContextManager["Follower"], Protocol):
    """Shows news as they come, from entering to leaving."""

    def __enter__(self) -> Self: ...

    def hear(self, news: News) -> None:
        """Takes in one piece of news."""


def follow(stacks: Iterable[str], planned: bool, as_events: bool = False) -> Follower:
    """The follower that suits standard error: live where it is a terminal, else log lines.

    ``as_events`` writes every piece of news to standard output instead, as one JSON document a line.
    """
    if as_events:
        from cli.progress.machine import EventLines

        return EventLines(planned, sys.stdout)
    if not is_terminal(sys.stderr):
        from cli.progress.plain import PlainProgress

        return PlainProgress(stacks, planned, say)
    from rich.console import Console

    from cli.progress.live import LiveProgress

    return LiveProgress(stacks, planned, Console(stderr=True, highlight=False))
