"""Which stack may start when. Pure: knows names and their order, runs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from graphlib import CycleError, TopologicalSorter

from operate.errors import OperateError


class Schedule:
    """Names to run in dependency order, at most ``workers`` at a time.

    A name starts when all it comes after are finished well. What comes after a failed one never starts; everything
    else goes on. Among those that may start, the one with the longest way behind it goes first, or the one with the
    highest rank where ranks are given.
    """

    def __init__(
        self, after: Mapping[str, AbstractSet[str]], workers: int, ranks: Mapping[str, int] | None = None
    ) -> None:
        self._after = {name: frozenset(before) & after.keys() for name, before in after.items()}
        self._workers = max(1, workers)
        self._sorter = TopologicalSorter(self._after)
        try:
            self._sorter.prepare()
        except CycleError as error:
            raise OperateError(f"the stacks wait for each other: {' → '.join(reversed(error.args[1]))}") from None
        self._height = dict(ranks) if ranks else heights(self._after)
        self._ready: list[str] = []
        self._running: set[str] = set()
        self._done: set[str] = set()
        self._failed: set[str] = set()
        self._stopped = False

    def start(self) -> list[str]:
        """The names to start now; they count as running from here on."""
        if self._stopped:
            return []
        self._ready += self._sorter.get_ready()
        self._ready.sort(key=lambda name: (-self._height[name], name))
        free = self._workers - len(self._running)
        started, self._ready = self._ready[:free], self._ready[free:]
        self._running.update(started)
        return started

    def finish(self, name: str, well: bool) -> None:
        """Records the end of a running name."""
        self._running.remove(name)
        if well:
            self._done.add(name)
            self._sorter.done(name)
        else:
            self._failed.add(name)

    def stop(self) -> None:
        """Starts nothing any more; what runs may finish."""
        self._stopped = True

    @property
    def running(self) -> frozenset[str]:
        """The names that run now."""
        return frozenset(self._running)

    def left(self) -> dict[str, tuple[str, ...]]:
        """The names that never started, in order, each with the failed ones it would have come after."""
        started = self._running | self._done | self._failed
        lost: dict[str, frozenset[str]] = {name: frozenset((name,)) for name in self._failed}
        waiting = {}
        for name in TopologicalSorter(self._after).static_order():
            if name not in started:
                lost[name] = frozenset().union(*(lost.get(before, frozenset()) for before in self._after[name]))
                waiting[name] = tuple(sorted(lost[name]))
        return dict(sorted(waiting.items()))


def heights(after: Mapping[str, AbstractSet[str]]) -> dict[str, int]:
    """How many names in a row come after each name at most."""
    heights = dict.fromkeys(after, 0)
    for name in reversed(list(TopologicalSorter(after).static_order())):
        for before in after[name]:
            heights[before] = max(heights[before], heights[name] + 1)
    return heights
