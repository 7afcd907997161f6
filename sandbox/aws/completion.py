"""Answers of moto's S3 that lack something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def completed(response: Any, answer: Callable[[Any], Any], complete: Callable[[dict[str, Any]], None]) -> Any:
    """What ``answer`` makes of ``response``, with what ``complete`` adds to its members before they become a text."""
    serialized = response.serialized

    def serialize(action: Any) -> Any:
        complete(action.result)
        return serialized(action)

    response.serialized = serialize
    try:
        return answer(response)
    finally:
        del response.serialized
