"""Where a deployment stands: what the news so far add up to. Pure; prints nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from operate.events import UNCHANGED, Phase, Step
from operate.news import Finished, News, Outcome, Progress, StackResult, Started
from operate.urn import Urn


@dataclass
class Running:
    """A stack that runs: since when, what it went through, what it is at."""

    stack: str
    since: float
    resources: set[Urn] = field(default_factory=set)
    changed: set[Urn] = field(default_factory=set)
    under_way: dict[Urn, str] = field(default_factory=dict)

    def hear(self, step: Step) -> None:
        """Takes in one step."""
        self.resources.add(step.urn)
        if step.op in UNCHANGED:
            return
        if step.phase is Phase.BEGUN:
            self.under_way.pop(step.urn, None)
            self.under_way[step.urn] = step.op
            return
        self.under_way.pop(step.urn, None)
        if step.phase is Phase.DONE:
            self.changed.add(step.urn)

    @property
    def current(self) -> str:
        """What is being done now: the step begun last, as ``creating Account plat-prod``; empty between steps."""
        urn = next((urn for urn in reversed(self.under_way) if not urn.is_stack), None)
        if urn is None:
            return ""
        op = self.under_way[urn]
        return f"{_DOING.get(op, op)} {urn.kind} {self._short_name(urn)}".rstrip()

    def _short_name(self, urn: Urn) -> str:
        """The name without that of its component, which the names of children begin with."""
        names = {other.name for other in self.resources if other != urn and urn.name.startswith(f"{other.name}-")}
        return urn.name[len(max(names, key=len)) + 1 :] if names else urn.name


_DOING = {"create": "creating", "update": "updating", "delete": "deleting", "replace": "replacing"}


class Board:
    """All stacks of a deployment: waiting, running, ended."""

    def __init__(self, stacks: Iterable[str], clock: Callable[[], float] = time.monotonic) -> None:
        self.total = len(list(stacks))
        self.running: dict[str, Running] = {}
        self.ended: list[StackResult] = []
        self._most_at_once = 0
        self._clock = clock
        self._began = clock()

    def hear(self, news: News) -> None:
        """Takes in one piece of news."""
        match news:
            case Started(stack):
                self.running[stack] = Running(stack, self._clock())
                self._most_at_once = max(self._most_at_once, len(self.running))
            case Progress(stack, step) if stack in self.running:
                self.running[stack].hear(step)
            case Finished(result):
                self.running.pop(result.stack, None)
                self.ended.append(result)
            case _:
                pass

    @property
    def done(self) -> int:
        """How many stacks got done."""
        return sum(result.outcome is Outcome.SUCCEEDED for result in self.ended)

    @property
    def seconds(self) -> float:
        """How long the deployment runs by now."""
        return self._clock() - self._began

    @property
    def remaining(self) -> float | None:
        """How long it may still take, if stacks go on as they did so far; None before any has ended."""
        took = [result.seconds for result in self.ended if result.seconds]
        if not took or not self._most_at_once:
            return None
        mean = sum(took) / len(took)
        # A stack that already takes longer says as much about the others as one that has ended.
        took += [longer for one in self.running.values() if (longer := self.seconds_of(one)) > mean]
        mean = sum(took) / len(took)
        under_way = sum(max(0.0, mean - self.seconds_of(running)) for running in self.running.values())
        waiting = self.total - len(self.ended) - len(self.running)
        return (under_way + waiting * mean) / self._most_at_once

    def seconds_of(self, running: Running) -> float:
        """How long one stack runs by now."""
        return self._clock() - running.since
