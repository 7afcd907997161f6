"""The end of one stack in a line."""

from __future__ import annotations

from cli.words import changes, duration
from operate.news import Outcome, StackResult


def ending(result: StackResult, planned: bool = False) -> str:
    """How a stack ended, in one line without its cause."""
    match result.outcome:
        case Outcome.SUCCEEDED:
            return f"{changes(result.changed, planned)} in {duration(result.seconds)}"
        case Outcome.FAILED:
            return f"failed after {duration(result.seconds)}"
        case Outcome.INTERRUPTED:
            return f"stopped after {duration(result.seconds)}"
        case Outcome.WAITING:
            return result.cause or "waiting"
        case Outcome.SKIPPED:
            return "not started"
