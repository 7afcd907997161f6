"""Keeps the simulated AWS small however long it runs."""

from __future__ import annotations

from typing import Any

from moto.core.common_models import BaseModel


def install() -> None:
    """Moto no longer keeps every object that it ever made, which it does for a page that is not served here."""
    BaseModel.__new__ = staticmethod(_make)


def _make(kind: type, *_: Any, **__: Any) -> Any:
    return object.__new__(kind)
