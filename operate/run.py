"""One stack from start to end: run `pulumi`, put right what stops it, and say how it ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from operate.cause import cause, waits_for
from operate.command import Commands, Heard
from operate.credentials import Credentials, NotYet, Variables
from operate.events import Outputs
from operate.lock import holders
from operate.news import News, Outcome, StackResult
from operate.pending import advice, pending
from operate.pulumi import Operation, Pulumi
from operate.remedy import remedies
from operate.repair import Repair

_ATTEMPTS = 4
_STOPPED = "stopped by you, with its state saved"
_ENDED = "ended by you at once; the next run finds out what was under way"


def callers_own(_stack: str, _operation: Operation) -> Variables:
    """No credentials but those that the caller has."""
    return {}


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
        self._targets = targets
        self._credentials = credentials
        self._log = pulumi.log(stack)
        self._commands = Commands(stack, pulumi, tell)
        self._repair = Repair(stack, operation, pulumi, self._commands, secrets_provider)

    def run(self) -> StackResult:
        """How the stack ended. Never raises for what `pulumi` does."""
        began = time.monotonic()
        self._log.unlink(missing_ok=True)
        try:
            self._commands.taken = self._credentials(self._stack, self._operation)
        except NotYet as error:
            return self._without_credentials(error, time.monotonic() - began)
        heard = self._operate()
        for _ in range(_ATTEMPTS - 1):
            if heard.code == 0 or self._commands.interrupted or not self._repair.done(heard):
                break
            heard = self._operate()
        if heard.code == 0 and self._repair.read_at_last():
            heard = self._operate()
        if heard.code == 0:
            self._repair.forget_pending(heard)
        return self._result(heard, time.monotonic() - began)

    def interrupt(self) -> None:
        """Asks the run to finish the resource it is at, save its state and end."""
        self._commands.interrupt()

    def kill(self) -> None:
        """Ends the run at once."""
        self._commands.kill()

    def _operate(self) -> Heard:
        return self._commands.operate(self._operation, self._targets)

    def _without_credentials(self, error: NotYet, seconds: float) -> StackResult:
        """A preview waits for the stack that makes the role; a deployment cannot go on."""
        if error.after and self._operation is Operation.PREVIEW:
            return StackResult(self._stack, Outcome.WAITING, seconds, cause=f"after {error.after}")
        return StackResult(self._stack, Outcome.FAILED, seconds, cause=str(error))

    def _result(self, heard: Heard, seconds: float) -> StackResult:
        outcome, reason = Outcome.SUCCEEDED, None
        if heard.code != 0 and self._commands.interrupted:
            outcome, reason = Outcome.INTERRUPTED, _ENDED if self._commands.killed else _STOPPED
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

    def _reason(self, heard: Heard) -> str:
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
