"""The `pulumi` commands of one stack, one after another, each followed through its events to its end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from operate.events import UNCHANGED, Diagnostic, EngineEvent, Outputs, Phase, Step, Summary, parse
from operate.news import News, Notice, Progress
from operate.pending import pending
from operate.process import Process
from operate.pulumi import Operation, Pulumi
from operate.tail import Tail
from operate.urn import Urn

_POLL = 0.1


@dataclass
class Heard:
    """What one command told through its event log and its output."""

    code: int = 0
    output: str = ""
    changes: dict[str, int] = field(default_factory=dict)
    exports: Outputs | None = None
    steps: dict[tuple[str, Urn], Step] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    failed: set[Urn] = field(default_factory=set)

    def hear(self, event: EngineEvent) -> None:
        """Takes in one event."""
        match event:
            case Step(phase, op, urn):
                if phase is Phase.FAILED:
                    self.failed.add(urn)
                if op not in UNCHANGED:
                    self.steps[op, urn] = event
            case Diagnostic():
                self.diagnostics.append(event)
            case Outputs():
                self.exports = event
            case Summary(changes):
                self.changes = dict(changes)


class Commands:
    """Runs commands on one stack. Running blocks; ``interrupt`` and ``kill`` are called from elsewhere.

    ``taken`` are environment variables of this stack alone, above those of all.
    """

    def __init__(self, stack: str, pulumi: Pulumi, tell: Callable[[News], None]) -> None:
        self._stack = stack
        self._pulumi = pulumi
        self._tell = tell
        self._process: Process | None = None
        self._interrupted = threading.Event()
        self._killed = False
        self._log = pulumi.log(stack)
        self.taken: Mapping[str, str] = {}

    def operate(self, operation: Operation, targets: Sequence[str]) -> Heard:
        """Runs the operation itself and passes its steps on."""
        events = self._pulumi.event_log(self._stack)
        events.unlink(missing_ok=True)
        return self._follow(self._pulumi.run(operation, self._stack, targets), Tail(events))

    def run(self, command: Sequence[str]) -> Heard:
        """Runs a command that has no events."""
        return self._follow(command, None)

    def succeed(self, command: Sequence[str]) -> bool:
        """Runs a command that has no events; whether it ended well."""
        return self.run(command).code == 0

    def notice(self, text: str) -> None:
        """Tells a person something about the stack."""
        self._tell(Notice(self._stack, text))

    def interrupt(self) -> None:
        """Asks the command to finish the resource it is at, save its state and end."""
        self._interrupted.set()
        if self._process:
            self._process.interrupt()

    def kill(self) -> None:
        """Ends the command at once."""
        self._killed = True
        self._interrupted.set()
        if self._process:
            self._process.kill()

    @property
    def interrupted(self) -> bool:
        """Whether somebody asked to stop."""
        return self._interrupted.is_set()

    @property
    def killed(self) -> bool:
        """Whether somebody asked to stop at once."""
        return self._killed

    def pause(self, seconds: float) -> bool:
        """Lets time pass; True where somebody asked to stop meanwhile."""
        return self._interrupted.wait(seconds)

    def _pass_on(self, event: EngineEvent) -> None:
        match event:
            case Step():
                self._tell(Progress(self._stack, event))
            # What a broken run left pending is put right, and told in other words.
            case Diagnostic("warning", message) if not pending([event]):
                self._tell(Notice(self._stack, message, warning=True))

    def _follow(self, command: Sequence[str], events: Tail | None) -> Heard:
        heard = Heard()
        printed = Tail(self._log)
        printed.read()
        self._process = Process(self._pulumi, command, self._log, self.taken)
        if self.interrupted:
            self._process.interrupt()
        while True:
            code = self._process.wait(_POLL)
            for line in events.read() if events else ():
                for event in parse(line):
                    heard.hear(event)
                    self._pass_on(event)
            if code is not None:
                heard.code = code
                heard.output = "\n".join(printed.read())
                return heard
