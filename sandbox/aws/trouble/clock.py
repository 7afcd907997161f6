"""The clock of the simulated AWS: its seconds may be shorter than real ones."""

from __future__ import annotations

import time

from sandbox.aws.settings import current


def real(seconds: float) -> float:
    """How many real seconds ``seconds`` of AWS are."""
    return seconds / current().speed


def simulated(seconds: float) -> float:
    """How many seconds of AWS ``seconds`` real ones are."""
    return seconds * current().speed


def now() -> float:
    """Seconds of AWS since some moment in the past: good for differences only."""
    return simulated(time.monotonic())


def pass_time(seconds: float) -> None:
    """Returns when ``seconds`` of AWS have passed."""
    if seconds > 0:
        time.sleep(real(seconds))
