"""The end of one stack in a line."""

from __future__ import annotations

from cli.words import changes, duration
from operate.news import Outcome, StackResult


def done(result: StackResult, planned: bool = False) -> str:
    """What a run did, or would do: resources, exports, and what a broken run left; ``no change`` when nothing."""
    exports = result.exports_changed and not result.new
    told = [
        changes(result.changed, planned) if result.changed else "",
        ("exports change" if planned else "exports changed") if exports else "",
        "something that a broken run left under way" if planned and result.pending else "",
    ]
    return ", ".join(filter(None, told)) or changes({})


def ending(result: StackResult, planned: bool = False) -> str:
    """How a stack ended, in one line without its cause."""
    match result.outcome:
        case Outcome.SUCCEEDED:
            return f"{done(result, planned)} in {duration(result.seconds)}"
        case Outcome.FAILED:
            return f"failed after {duration(result.seconds)}"
        case Outcome.INTERRUPTED:
            return f"stopped after {duration(result.seconds)}"
        case Outcome.WAITING:
            return result.cause or "waiting"
        case Outcome.SKIPPED:
            return "not started"
