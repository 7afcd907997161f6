"""State that each account has of its own, or each account in each region."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class PerAccount(Generic[T]):
    """One ``T`` for each account and region, made when it is first asked for. ``region`` is "" for what has none."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        # The module that it is made for, by which it is found again.
        self.home = str(sys._getframe(1).f_globals["__name__"])
        self._held: dict[tuple[str, str], T] = {}
        self._lock = Lock()

    def of(self, account_id: str, region: str = "") -> T:
        """What the account has."""
        with self._lock:
            if (account_id, region) not in self._held:
                self._held[account_id, region] = self._make()
            return self._held[account_id, region]

    def held(self) -> dict[tuple[str, str], T]:
        """All that is held, by account and region."""
        with self._lock:
            return dict(self._held)

    def replace(self, held: dict[tuple[str, str], T]) -> None:
        """``held`` and nothing else is held."""
        with self._lock:
            self._held = dict(held)

    def __iter__(self) -> Iterator[tuple[str, str, T]]:
        with self._lock:
            held = list(self._held.items())
        return iter([(account_id, region, thing) for (account_id, region), thing in held])
