"""Values that only live until configuration is merged: what `!append` and `!unset` leave in a manifest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, eq=False)
class Append:
    """``!append [..]``: items that follow those of the layers below, whatever the list strategy."""

    items: list[Any]


class Unset:
    """``!unset``: the key is removed, whatever the layers below say. There is one, ``UNSET``."""

    def __repr__(self) -> str:
        return "UNSET"


UNSET = Unset()


def settle(value: Any) -> Any:
    """The value without markers: an append with nothing below is a list, an unset key is absent.

    >>> settle({"a": Append([1]), "b": UNSET})
    {'a': [1]}
    """
    if isinstance(value, dict):
        return {key: settle(item) for key, item in value.items() if item is not UNSET}
    if isinstance(value, list):
        return [settle(item) for item in value if item is not UNSET]
    if isinstance(value, Append):
        return [settle(item) for item in value.items]
    return value
