"""How long CloudWatch Logs keeps events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator

OFFERED: Sequence[int] = (
    *(0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545),
    *(731, 1096, 1827, 2192, 2557, 2922, 3288, 3653),
)
"""Days that PutRetentionPolicy takes; 0 keeps events for ever.

Source: docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html, checked 2026-08-01.
"""


def offered(days: int) -> int:
    """The days themselves. Raises ValueError that names the nearest offers for any other number."""
    if days in OFFERED:
        return days
    near = sorted(sorted(OFFERED[1:], key=lambda offer: abs(offer - days))[:2])
    choices = ", ".join(map(str, OFFERED))
    raise ValueError(
        f"CloudWatch Logs does not keep events for {days} days (nearest: {near[0]} or {near[1]}; valid: {choices})"
    )


RetentionDays = Annotated[int, AfterValidator(offered)]
"""A retention that CloudWatch Logs offers, in days; 0 for ever."""
