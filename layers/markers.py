"""Values that only live until configuration is merged: what `!append`, `!unset` and `!env` leave in a manifest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Append:
    """``!append [..]``: items that follow those of the layers below, whatever the list strategy."""

    __slots__ = ("items",)

    def __init__(self, items: list[Any]) -> None:
        self.items = items

    def __repr__(self) -> str:
        return f"Append({self.items!r})"


class Unset:
    """``!unset``: the key is removed, whatever the layers below say. There is one, ``UNSET``."""

    def __repr__(self) -> str:
        return "UNSET"


UNSET = Unset()


class Variable(str):
    """``!env NAME [default]``: what the environment of the process makes of it; an instance's own may say otherwise."""

    __slots__ = ("name",)
    name: str

    def __new__(cls, text: str, name: str) -> Variable:
        """A text that knows the name of its variable."""
        found = super().__new__(cls, text)
        found.name = name
        return found


MARKERS = (Append, Unset, Variable)


def settle(value: Any, environment: Mapping[str, str] | None = None) -> Any:
    """The value without markers: an append with nothing below is a list, an unset key is absent.

    ``environment`` holds the environment variables that go before those of the process.

    >>> settle({"a": Append([1]), "b": UNSET, "c": Variable("of the process", "NAME")}, {"NAME": "own"})
    {'a': [1], 'c': 'own'}
    """
    if isinstance(value, dict):
        return {key: settle(item, environment) for key, item in value.items() if item is not UNSET}
    if isinstance(value, list):
        return [settle(item, environment) for item in value if item is not UNSET]
    if isinstance(value, Append):
        return [settle(item, environment) for item in value.items]
    if isinstance(value, Variable):
        return environment.get(value.name, str(value)) if environment else str(value)
    return value
