"""Many stacks in dependency order, several at once."""

from __future__ import annotations

import queue
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TypeAlias

from operate.credentials import Credentials
from operate.interrupt import interruptions
from operate.news import Finished, News, Notice, Outcome, Silence, StackResult, Started, Stopping
from operate.pulumi import Operation, Pulumi
from operate.record import keep
from operate.run import StackRun, callers_own
from operate.schedule import Schedule

_POLL = 0.2

Decide: TypeAlias = Callable[[str, Mapping[str, StackResult]], StackResult | None]
"""Told a stack whose turn it is, and what has ended; answers how it ends where it need not run at all."""


def _always_run(_stack: str, _ended: Mapping[str, StackResult]) -> StackResult | None:
    return None


@dataclass(frozen=True)
class Plan:
    """What is to be done: the stacks with what each comes after, and how.

    ``targets`` narrows a stack to resources by URN pattern; ``secrets_providers`` are for stacks yet to be created.
    ``ranks`` order stacks that may start at once where ``after`` does not tell; ``credentials`` are those of stacks
    whose role is taken before they run.
    """

    operation: Operation
    after: Mapping[str, AbstractSet[str]]
    workers: int
    targets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    secrets_providers: Mapping[str, str] = field(default_factory=dict)
    ranks: Mapping[str, int] = field(default_factory=dict)
    decide: Decide = _always_run
    credentials: Credentials = callers_own


@dataclass(frozen=True)
class Report:
    """How every stack of a plan ended, in the order they ended; those never started come last."""

    operation: Operation
    results: tuple[StackResult, ...]
    seconds: float
    interrupted: bool = False

    @property
    def ok(self) -> bool:
        """Whether every stack got done."""
        return all(result.outcome in (Outcome.SUCCEEDED, Outcome.WAITING) for result in self.results)

    @property
    def outputs(self) -> dict[str, Mapping[str, object]]:
        """The exports of each stack that got done."""
        return {result.stack: result.outputs for result in self.results if result.outcome is Outcome.SUCCEEDED}


def deploy(plan: Plan, pulumi: Pulumi, tell: Callable[[News], None]) -> Report:
    """Runs the plan to its end and reports; tells ``tell`` what happens, always from the calling thread.

    Ctrl-C starts no further stack and asks the running ones to end after the resource they are at; a second one ends
    them at once. Raises OperateError when the stacks wait for each other.
    """
    return _Deployment(plan, pulumi, tell).run()


class _Deployment:
    def __init__(self, plan: Plan, pulumi: Pulumi, tell: Callable[[News], None]) -> None:
        self._plan = plan
        self._pulumi = pulumi
        self._tell = tell
        self._schedule = Schedule(plan.after, plan.workers, plan.ranks)
        self._news: queue.SimpleQueue[News] = queue.SimpleQueue()
        self._runs: dict[str, StackRun] = {}
        self._results: dict[str, StackResult] = {}
        self._warnings: set[str] = set()
        self._asked_to_stop = 0

    def run(self) -> Report:
        began = time.monotonic()
        with interruptions(self._stop):
            self._start()
            while self._schedule.running:
                self._listen()
        for stack, blocked_by in self._schedule.left().items():
            self._finish(StackResult(stack, Outcome.SKIPPED, cause=self._why_skipped(blocked_by)), ran=False)
        seconds = time.monotonic() - began
        return Report(self._plan.operation, tuple(self._results.values()), seconds, self._asked_to_stop > 0)

    def _start(self) -> None:
        while starting := self._schedule.start():
            for stack in starting:
                known = self._plan.decide(stack, self._results)
                if known is None:
                    self._begin(stack)
                else:
                    self._schedule.finish(stack, known.outcome is Outcome.SUCCEEDED)
                    self._finish(known, ran=False)

    def _begin(self, stack: str) -> None:
        run = StackRun(
            stack,
            self._plan.operation,
            self._pulumi,
            self._news.put,
            self._plan.targets.get(stack, ()),
            self._plan.secrets_providers.get(stack),
            self._plan.credentials,
        )
        self._runs[stack] = run
        self._tell(Started(stack))
        threading.Thread(target=self._work, args=(stack, run), name=stack, daemon=True).start()

    def _work(self, stack: str, run: StackRun) -> None:
        """The thread of one run; whatever goes wrong in it becomes the stack's result."""
        try:
            result = run.run()
        except Exception as error:
            log = self._pulumi.log(stack)
            with log.open("a") as file:
                traceback.print_exc(file=file)
            result = StackResult(stack, Outcome.FAILED, cause=f"{type(error).__name__}: {error}", log=log)
        self._news.put(Finished(result))

    def _listen(self) -> None:
        try:
            news = self._news.get(timeout=_POLL)
        except queue.Empty:
            self._tell(Silence())
            return
        if isinstance(news, Finished):
            del self._runs[news.result.stack]
            self._schedule.finish(news.result.stack, news.result.outcome is Outcome.SUCCEEDED)
            self._finish(news.result)
            self._start()
        elif not self._told_already(news):
            self._tell(news)

    def _told_already(self, news: News) -> bool:
        """Whether it is a warning that another stack gave too: of the configuration, most often."""
        if not isinstance(news, Notice) or not news.warning:
            return False
        told = news.text in self._warnings
        self._warnings.add(news.text)
        return told

    def _finish(self, result: StackResult, ran: bool = True) -> None:
        if self._plan.operation is Operation.UP:
            keep(self._pulumi, result, ran)
        self._results[result.stack] = result
        self._tell(Finished(result))

    def _stop(self, count: int) -> None:
        self._asked_to_stop = count
        self._schedule.stop()
        for run in list(self._runs.values()):
            if count == 1:
                run.interrupt()
            else:
                run.kill()
        self._news.put(Stopping(at_once=count > 1))

    def _why_skipped(self, blocked_by: Sequence[str]) -> str:
        if blocked_by and not self._asked_to_stop:
            return f"not started, because {', '.join(blocked_by)} did not get done"
        return "not started, because you stopped the run"
