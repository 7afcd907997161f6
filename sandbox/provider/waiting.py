"""Waiting for AWS to get somewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from sandbox.provider.errors import ProviderError

T = TypeVar("T")
_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 1.0


def until(probe: Callable[[], T | None], what: str, seconds: float = 120.0) -> T:
    """The first result of ``probe`` that is not None.

    The simulated AWS may take its time, but rarely AWS's time: pauses grow from 0.05 s to 1 s.
    Raises ProviderError when ``seconds`` pass without one; ``what`` completes "timed out while waiting for …".
    """
    end = time.monotonic() + seconds
    pause = _FIRST_PAUSE
    while (result := probe()) is None:
        if time.monotonic() + pause > end:
            raise ProviderError(f"timed out after {seconds:.0f} s while waiting for {what}")
        time.sleep(pause)
        pause = min(pause * 1.5, _LONGEST_PAUSE)
    return result


def until_true(probe: Callable[[], bool], what: str, seconds: float = 120.0) -> None:
    """Returns when ``probe`` is true. Raises ProviderError as ``until``."""
    until(lambda: probe() or None, what, seconds)
