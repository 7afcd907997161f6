"""One difference between configuration and AWS."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import Any

UNFINISHED = "unfinished"
"""Said of a stack whose deployment never came to its end: what was not begun is in no state, so nothing can miss it."""


class Severity(IntEnum):
    """How grave a difference is."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Difference:
    """A thing that AWS has otherwise than the configuration.

    ``what`` is ``missing`` (configured, not in AWS), ``unmanaged`` (in AWS, not configured), ``unfinished`` (a stack,
    of which a part is missing), or names what changed;
    ``configured`` and ``actual`` are the two values of a change.
    """

    severity: Severity
    kind: str
    name: str
    what: str
    configured: str | None = None
    actual: str | None = None
    id: str | None = None

    @property
    def order(self) -> tuple[int, str, str, str]:
        """Gravest first, then by kind and name."""
        return -self.severity, self.kind, self.name, self.what

    def as_data(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self) | {"severity": str(self.severity)}
