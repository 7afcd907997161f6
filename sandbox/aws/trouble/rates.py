"""AWS's published request rates, and token buckets that keep to them. The figures and their sources: rates.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from sandbox.aws.trouble import clock


@dataclass(frozen=True)
class Rate:
    """So many calls a second, and so many at once after a pause. ``whole_organization``: all its accounts share it."""

    name: str
    per_second: float
    burst: int
    whole_organization: bool

    def least_seconds(self, calls: int) -> float:
        """The seconds that so many calls take at least, however they are spread."""
        return max(0.0, (calls - self.burst) / self.per_second)


@cache
def published() -> dict[tuple[str, str], Rate]:
    """The rate of each operation that AWS publishes one for, by service and operation."""
    known = {}
    for group in json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))["groups"]:
        for bucket in group["buckets"]:
            for operation in bucket["operations"]:
                names = bucket["operations"] if bucket.get("shared") else [operation]
                known[group["service"], operation] = Rate(
                    f"{group['service']}:{'+'.join(names)}",
                    float(bucket["rate"]),
                    int(bucket["burst"]),
                    group["scope"] == "organization",
                )
    return known


@dataclass
class _Bucket:
    tokens: float
    filled: float


class Buckets:
    """One token bucket for each rate and owner, filled by the clock of the simulated AWS."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str], _Bucket] = {}
        self._lock = Lock()

    def take(self, rate: Rate, owner: str) -> bool:
        """Whether a call is within the rate; if it is, it counts."""
        with self._lock:
            now = clock.now()
            bucket = self._buckets.setdefault((rate.name, owner), _Bucket(float(rate.burst), now))
            bucket.tokens = min(float(rate.burst), bucket.tokens + (now - bucket.filled) * rate.per_second)
            bucket.filled = now
            if bucket.tokens < 1.0:
                return False
            bucket.tokens -= 1.0
            return True
