"""What whoever watches a deployment is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

from operate.events import Step


class Outcome(StrEnum):
    """How a stack ended. A waiting one cannot be previewed before another stack has been brought up."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    SKIPPED = "skipped"
    WAITING = "waiting"


@dataclass(frozen=True)
class StackResult:
    """One stack at the end of an operation.

    ``changes`` counts resources by the engine's word (create, update, same …); ``outputs`` are the stack's exports;
    ``cause`` says in a paragraph why the stack did not get done; ``log`` is what `pulumi` printed. ``steps`` are the
    changes one by one; ``exports_changed`` says that the exports are not what they were; ``new`` that the stack had
    never been brought up; ``pending`` names what a broken run left under way.
    """

    stack: str
    outcome: Outcome
    seconds: float = 0.0
    changes: Mapping[str, int] = field(default_factory=dict)
    outputs: Mapping[str, Any] = field(default_factory=dict)
    cause: str | None = None
    log: Path | None = None
    steps: tuple[Step, ...] = ()
    exports_changed: bool = False
    new: bool = False
    pending: tuple[str, ...] = ()

    @property
    def changed(self) -> dict[str, int]:
        """The changes alone, without what stayed as it was."""
        return {op: count for op, count in self.changes.items() if op not in ("same", "read") and count}


@dataclass(frozen=True)
class Started:
    """A stack's run begins."""

    stack: str


@dataclass(frozen=True)
class Progress:
    """A step on a resource of a running stack."""

    stack: str
    step: Step


@dataclass(frozen=True)
class Notice:
    """Something a person should know about a running stack: it waits, a lock was cleared.

    ``warning`` is true for a warning of the program or a provider, which other stacks may give in the same words.
    """

    stack: str
    text: str
    warning: bool = False


@dataclass(frozen=True)
class Finished:
    """A stack ended, or will not be started."""

    result: StackResult


@dataclass(frozen=True)
class Silence:
    """Nothing happened for a moment; for those who show that time goes by."""


@dataclass(frozen=True)
class Stopping:
    """The user asked to stop; ``at_once`` after the second time."""

    at_once: bool = False


News: TypeAlias = Started | Progress | Notice | Finished | Silence | Stopping
