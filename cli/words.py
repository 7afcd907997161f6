"""Counts and durations in words."""

from __future__ import annotations

from collections.abc import Mapping

_DID = {
    "create": "created",
    "update": "updated",
    "delete": "deleted",
    "replace": "replaced",
    "import": "imported",
    "discard": "discarded",
    "delete-replaced": "deleted after replacement",
    "create-replacement": "created as replacement",
}
_WOULD = {"create": "to create", "update": "to update", "delete": "to delete", "replace": "to replace"}


def counted(number: int, thing: str) -> str:
    """``1 finding``, ``2 findings``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def duration(seconds: float) -> str:
    """``4.2 s``, ``42 s``, ``3 min 07 s``."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    if round(seconds) < 60:
        return f"{round(seconds)} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s"


def roughly(seconds: float) -> str:
    """``about 7 s``, ``about 3 min``: an estimate, without digits that nobody knows."""
    return f"about {max(1, round(seconds))} s" if seconds < 90 else f"about {round(seconds / 60)} min"


def clock(seconds: float) -> str:
    """``03:07``, for columns of log lines."""
    return f"{int(seconds) // 60:02}:{int(seconds) % 60:02}"


def changes(counts: Mapping[str, int], planned: bool = False) -> str:
    """``61 created, 2 updated``; ``no change`` when nothing did."""
    words = _WOULD if planned else _DID
    told = [f"{count} {words.get(op, op)}" for op, count in counts.items()]
    return ", ".join(told) or "no change"
