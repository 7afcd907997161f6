"""Attributes of topics and subscriptions: texts in AWS, typed properties here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.table import Property
from sandbox.provider.wire import Properties


def to_text(value: Any) -> str:
    """A property as the text that SNS takes; "" for what is not given."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def from_text(properties: Mapping[str, Property], names: Mapping[str, str], answered: Mapping[str, str]) -> Properties:
    """The properties that SNS answered, in their types; what it leaves out is left out."""
    found: Properties = {}
    for name, theirs in names.items():
        if theirs not in answered:
            continue
        text = answered[theirs]
        kind = properties[name].type
        found[name] = text == "true" if kind == "boolean" else int(text or 0) if kind == "integer" else text
    return found
