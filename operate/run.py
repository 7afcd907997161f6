"""One stack from start to end: run `pulumi`, follow its events, and remedy what a broken run left behind."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from operate.cause import cause, waits_for
from operate.credentials import Credentials, NotYet, Variables
from operate.events import UNCHANGED, Diagnostic, EngineEvent, Outputs, Phase, Step, Summary, parse
from operate.existing import existing_id
from operate.lock import Holder, holders
from operate.news import News, Notice, Outcome, Progress, StackResult
from operate.pending import advice, begun_twice, pending
from operate.process import Process
from operate.pulumi import Operation, Pulumi
from operate.remedy import remedies
from operate.tail import Tail
from operate.taking_in import taken_in
from operate.urn import Urn

_POLL = 0.1
_ATTEMPTS = 4
_STOPPED = "stopped by you, with its state saved"
_ENDED = "ended by you at once; the next run finds out what was under way"


def callers_own(_stack: str, _operation: Operation) -> Variables:
    """No credentials but those that the caller has."""
    return {}


@dataclass
class _Heard:
    """What one command told through its event log and its output."""

    code: int = 0
    output: str = ""
    changes: dict[str, int] = field(default_factory=dict)
    exports: Outputs | None = None
    steps: dict[tuple[str, Urn], Step] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    failed: set[Urn] = field(default_factory=set)


class StackRun:
    """The run of one operation on one stack. ``run`` blocks; ``interrupt`` and ``kill`` are called from elsewhere."""

    def __init__(
        self,
        stack: str,
        operation: Operation,
        pulumi: Pulumi,
        tell: Callable[[News], None],
        targets: Sequence[str] = (),
        secrets_provider: str | None = None,
        credentials: Credentials = callers_own,
    ) -> None:
        self._stack = stack
        self._operation = operation
        self._pulumi = pulumi
        self._tell = tell
        self._targets = targets
        self._secrets_provider = secrets_provider
        self._credentials = credentials
        self._taken: Variables = {}
        self._process: Process | None = None
        self._interrupted = threading.Event()
        self._killed = False
        self._log = pulumi.log(stack)

    def run(self) -> StackResult:
        """How the stack ended. Never raises for what `pulumi` does."""
        began = time.monotonic()
        self._log.unlink(missing_ok=True)
        try:
            self._taken = self._credentials(self._stack, self._operation)
        except NotYet as error:
            return self._without_credentials(error, time.monotonic() - began)
        heard = self._operate()
        for _ in range(_ATTEMPTS - 1):
            if heard.code == 0 or self._interrupted.is_set() or not self._remedy(heard):
                break
            heard = self._operate()
        if heard.code == 0:
            self._forget_pending(heard)
        return self._result(heard, time.monotonic() - began)

    def interrupt(self) -> None:
        """Asks the run to finish the resource it is at, save its state and end."""
        self._interrupted.set()
        if self._process:
            self._process.interrupt()

    def kill(self) -> None:
        """Ends the run at once."""
        self._killed = True
        self._interrupted.set()
        if self._process:
            self._process.kill()

    def _operate(self) -> _Heard:
        events = self._pulumi.event_log(self._stack)
        events.unlink(missing_ok=True)
        return self._command(self._pulumi.run(self._operation, self._stack, self._targets), Tail(events))

    def _command(self, command: Sequence[str], events: Tail | None = None) -> _Heard:
        heard = _Heard()
        printed = Tail(self._log)
        printed.read()
        self._process = Process(command, self._pulumi.directory, {**self._pulumi.variables, **self._taken}, self._log)
        if self._interrupted.is_set():
            self._process.interrupt()
        while True:
            code = self._process.wait(_POLL)
            for line in events.read() if events else ():
                for event in parse(line):
                    self._hear(heard, event)
            if code is not None:
                heard.code = code
                heard.output = "\n".join(printed.read())
                return heard

    def _hear(self, heard: _Heard, event: EngineEvent) -> None:
        match event:
            case Step(phase, op, urn):
                if phase is Phase.FAILED:
                    heard.failed.add(urn)
                if op not in UNCHANGED:
                    heard.steps[op, urn] = event
                self._tell(Progress(self._stack, event))
            case Diagnostic():
                heard.diagnostics.append(event)
            case Outputs():
                heard.exports = event
            case Summary(changes):
                heard.changes = dict(changes)

    def _remedy(self, heard: _Heard) -> bool:
        """Whether what stopped the command was put right, so that it may be run again."""
        if f"no stack named '{self._stack}' found" in heard.output:
            return self._command(self._pulumi.init(self._stack, self._secrets_provider)).code == 0
        if twice := begun_twice(pending(heard.diagnostics), heard.failed):
            return self._take_in(twice)
        owners = holders(heard.output)
        if not owners or not all(owner.is_here for owner in owners):
            return False
        if living := [owner for owner in owners if owner.is_alive]:
            return self._waited_for(living)
        gone = ", ".join(map(str, owners))
        self._notice(f"cleared a lock that an ended run left behind: {gone}")
        return self._command(self._pulumi.cancel(self._stack)).code == 0

    def _take_in(self, urns: Sequence[str]) -> bool:
        """Whether something that a broken run had created was found in AWS, and is in the state now."""
        file = self._pulumi.state(self._stack)
        try:
            if self._command(self._pulumi.export(self._stack, file)).code != 0:
                return False
            state = json.loads(file.read_text())
            found = taken_in(state, urns, lambda kind, inputs: existing_id(kind, inputs, self._pulumi.environment))
            if not found:
                return False
            named = ", ".join(f"{Urn.parse(urn)} ({found_id})" for urn, found_id in found.items())
            self._notice(f"taking in what a broken run had created: {named}")
            file.write_text(json.dumps(state))
            commands = (self._pulumi.take_back(self._stack, file), self._pulumi.reread(self._stack, found))
            return all(self._command(command).code == 0 for command in commands)
        finally:
            file.unlink(missing_ok=True)

    def _waited_for(self, owners: Sequence[Holder]) -> bool:
        """Whether all owners ended before anybody asked to stop."""
        self._notice(f"waiting for another pulumi that works on this stack: {', '.join(map(str, owners))}")
        while any(owner.is_alive for owner in owners):
            if self._interrupted.wait(_POLL * 5):
                return False
        return True

    def _forget_pending(self, heard: _Heard) -> None:
        """Pending operations outlive the good run that repeated them; each later run would warn of them."""
        left = pending(heard.diagnostics)
        if left and self._operation is Operation.UP and not self._interrupted.is_set():
            self._notice(f"forgetting what a broken run left pending: {', '.join(str(Urn.parse(urn)) for urn in left)}")
            self._command(self._pulumi.clear_pending(self._stack, left))

    def _without_credentials(self, error: NotYet, seconds: float) -> StackResult:
        """A preview waits for the stack that makes the role; a deployment cannot go on."""
        if error.after and self._operation is Operation.PREVIEW:
            return StackResult(self._stack, Outcome.WAITING, seconds, cause=f"after {error.after}")
        return StackResult(self._stack, Outcome.FAILED, seconds, cause=str(error))

    def _notice(self, text: str) -> None:
        self._tell(Notice(self._stack, text))

    def _result(self, heard: _Heard, seconds: float) -> StackResult:
        outcome, reason = Outcome.SUCCEEDED, None
        if heard.code != 0 and self._interrupted.is_set():
            outcome, reason = Outcome.INTERRUPTED, _ENDED if self._killed else _STOPPED
        elif heard.code != 0:
            outcome, reason = Outcome.FAILED, self._reason(heard)
        first = waits_for(reason or "") if self._operation is Operation.PREVIEW else None
        if first:
            outcome, reason = Outcome.WAITING, f"after {first}"
        exports = heard.exports or Outputs()
        return StackResult(
            self._stack,
            outcome,
            seconds,
            heard.changes,
            dict(exports.values),
            reason,
            self._log,
            tuple(heard.steps.values()),
            exports.values != (exports.before or {}),
            heard.exports is not None and exports.before is None,
            tuple(pending(heard.diagnostics)),
        )

    def _reason(self, heard: _Heard) -> str:
        owners = holders(heard.output)
        if owners is None:
            advised = advice(pending(heard.diagnostics), heard.failed, self._stack)
            told = cause(heard.code, heard.diagnostics, heard.output)
            return "\n".join([told, *([advised] if advised else remedies(told))])
        named = " and ".join(map(str, owners)) or "somebody"
        return (
            f"{named} works on this stack and holds its lock. Wait for them; if that run is dead, "
            f"release it with: pulumi cancel --stack {self._stack}"
        )
