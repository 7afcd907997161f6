"""How each stack's last run on this machine ended, kept beside its log."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from model.whole_file import write_whole
from operate.news import Outcome, StackResult
from operate.pulumi import Pulumi

_TOLD = (Outcome.SUCCEEDED, Outcome.FAILED, Outcome.INTERRUPTED)


@dataclass(frozen=True)
class Record:
    """The end of one run: when, how, and why not well."""

    ended: datetime
    outcome: Outcome
    cause: str | None = None


def keep(pulumi: Pulumi, result: StackResult, ran: bool) -> None:
    """Keeps how a stack's run ended. One that need not run because it is as configured forgets a worse end before it.

    A record that cannot be written is no reason to fail: it only serves those who look back.
    """
    path = _path(pulumi, result.stack)
    with contextlib.suppress(OSError):
        if result.outcome is Outcome.SUCCEEDED and not ran:
            path.unlink(missing_ok=True)
        elif result.outcome in _TOLD:
            ended = datetime.now(UTC).isoformat(timespec="seconds")
            told = {"ended": ended, "outcome": result.outcome.value, "cause": result.cause}
            write_whole(path, json.dumps(told))


def kept(pulumi: Pulumi, stack: str) -> Record | None:
    """What was kept about a stack; None where nothing was, or where it cannot be read."""
    try:
        told = json.loads(_path(pulumi, stack).read_text(encoding="utf-8"))
        return Record(datetime.fromisoformat(told["ended"]), Outcome(told["outcome"]), told["cause"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _path(pulumi: Pulumi, stack: str) -> Path:
    return pulumi.logs / f"{stack}.last.json"
