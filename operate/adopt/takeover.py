"""Takes what an adoption found over into the state of its stack, and proves that nothing changes in AWS by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

from operate.adopt.adoption import Adoption
from operate.adopt.proof import Proof, proof
from operate.adopt.repair import names, repaired, reread
from operate.news import StackResult
from operate.pulumi import Operation, Pulumi

Run = Callable[[Operation, Sequence[str]], StackResult]
"""Runs an operation on the stack, narrowed down to URNs where any are given."""


class Ending(Enum):
    """How a takeover ended."""

    PROVEN = "all of it is in the state, and nothing of it changes"
    UNPROVEN = "a preview would change what it takes over"
    DECLINED = "whoever was asked said no"
    FAILED = "the engine failed"


@dataclass(frozen=True)
class TakenOver:
    """How it ended; what was taken over, and which changes are left; the engine's reason where it failed."""

    ending: Ending
    proof: Proof | None = None
    cause: str = ""


class Attended(Protocol):
    """Whoever attends a takeover: is told what it does, and asked before it does it."""

    def may_record(self) -> bool:
        """Whether what AWS has already may be recorded in the state, instead of being created twice."""

    def recorded(self, names: str) -> None:
        """Hears what was recorded."""

    def may_import(self, foreseen: Proof) -> bool:
        """Whether what a preview takes over may be imported."""

    def imported(self, result: StackResult) -> None:
        """Hears how the import ended."""


def take_over(found: Adoption, pulumi: Pulumi, run: Run, attended: Attended) -> TakenOver:
    """Looks, asks, imports, and looks again. ``found`` has been written."""
    try:
        return _Takeover(found, pulumi, run, attended).end()
    except _Failed as failed:
        return TakenOver(Ending.FAILED, cause=str(failed))


class _Failed(Exception):
    """The engine's reason."""


class _Takeover:
    def __init__(self, found: Adoption, pulumi: Pulumi, run: Run, attended: Attended) -> None:
        self._found = found
        self._pulumi = pulumi
        self._run = run
        self._attended = attended

    def end(self) -> TakenOver:
        foreseen = proof(self._look_and_record())
        if self._found.first and foreseen.changes:
            return TakenOver(Ending.UNPROVEN, foreseen)
        if foreseen.imports:
            if not self._attended.may_import(foreseen):
                return TakenOver(Ending.DECLINED, foreseen)
            # What else is still to be deployed waits for its own run.
            targets = () if self._found.first else foreseen.targets
            self._attended.imported(self._done(Operation.UP, targets))
        left = self._left()
        if left.imports or (self._found.first and left.changes):
            return TakenOver(Ending.UNPROVEN, left)
        return TakenOver(Ending.PROVEN, replace(foreseen, changes=left.changes))

    def _look_and_record(self) -> StackResult:
        """The preview, after what it would create twice was recorded."""
        seen = self._done(Operation.PREVIEW)
        if self._found.creates_twice(seen) and self._attended.may_record():
            self._attended.recorded(names(repaired(self._found.stack, self._pulumi, self._found.inventory)))
            seen = self._done(Operation.PREVIEW)
        return seen

    def _left(self) -> Proof:
        left = proof(self._done(Operation.PREVIEW))
        if self._found.first or not left.updates:
            return left
        # What AWS has already may be missing in the state only: it is read again before anything is said of it.
        reread(self._found.stack, self._pulumi, left.updates)
        return proof(self._done(Operation.PREVIEW))

    def _done(self, operation: Operation, targets: Sequence[str] = ()) -> StackResult:
        result = self._run(operation, targets)
        if result.cause:
            raise _Failed(result.cause)
        return result
