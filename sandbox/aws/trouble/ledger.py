"""What was asked of the simulated AWS: counts for the whole of its life, and the latest calls one by one."""

from __future__ import annotations

import time
from collections import Counter, deque
from dataclasses import asdict, dataclass, field
from threading import Lock
from typing import Any

from sandbox.aws.trouble.faults import Kind
from sandbox.aws.trouble.rates import Rate

_LATEST = 300


@dataclass(frozen=True)
class Call:
    """One call and how it ended. ``trouble`` is what the options of the sandbox did to it."""

    number: int
    at: float
    account_id: str
    principal: str
    region: str
    service: str
    operation: str
    status: int
    milliseconds: float
    error: str = ""
    trouble: str = ""


@dataclass
class _Tally:
    calls: int = 0
    throttled: int = 0
    errors: int = 0
    faults: Counter[str] = field(default_factory=Counter)


class Ledger:
    """The record. Safe for threads; its size is bounded by the number of AWS's operations."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._began = time.time()
        self._latest: deque[Call] = deque(maxlen=_LATEST)
        self._operations: dict[tuple[str, str], _Tally] = {}
        self._within_rate: Counter[tuple[Rate, str]] = Counter()
        self._number = 0

    def admitted(self, rate: Rate, owner: str) -> None:
        """A call that AWS's published rates count was let in."""
        with self._lock:
            self._within_rate[rate, owner] += 1

    def note(self, trouble: str, **call: Any) -> None:
        """A call is over."""
        with self._lock:
            self._number += 1
            noted = Call(number=self._number, at=time.time(), trouble=trouble, **call)
            self._latest.append(noted)
            tally = self._operations.setdefault((noted.service, noted.operation), _Tally())
            tally.calls += 1
            tally.errors += noted.status >= 400
            if trouble == "rate":
                tally.throttled += 1
            elif trouble:
                tally.faults[trouble] += 1

    def latest(self, after: int = 0) -> list[dict[str, Any]]:
        """The latest calls, newest first, as plain data."""
        with self._lock:
            return [asdict(call) for call in reversed(self._latest) if call.number > after]

    def summary(self) -> dict[str, Any]:
        """Counts as plain data; ``least_seconds`` is the time that AWS's rates alone would take for these calls."""
        with self._lock:
            floors = sorted(
                ((rate.least_seconds(count), rate, owner, count) for (rate, owner), count in self._within_rate.items()),
                key=lambda floor: -floor[0],
            )
            tallies = self._operations.values()
            return {
                "since": self._began,
                "calls": sum(tally.calls for tally in tallies),
                "throttled": sum(tally.throttled for tally in tallies),
                "errors": sum(tally.errors for tally in tallies),
                "faults": {kind.value: sum(tally.faults[kind.value] for tally in tallies) for kind in Kind},
                "least_seconds": round(floors[0][0], 1) if floors else 0.0,
                "slowest": [
                    {
                        "rate": rate.name,
                        "per_second": rate.per_second,
                        "burst": rate.burst,
                        "account_id": owner,
                        "calls": count,
                        "least_seconds": round(seconds, 1),
                    }
                    for seconds, rate, owner, count in floors[:8]
                    if seconds > 0
                ],
                "operations": [
                    {
                        "service": service,
                        "operation": operation,
                        "calls": tally.calls,
                        "throttled": tally.throttled,
                        "errors": tally.errors,
                        "faults": sum(tally.faults.values()),
                    }
                    for (service, operation), tally in sorted(
                        self._operations.items(), key=lambda item: (-item[1].calls, item[0])
                    )
                ],
            }
