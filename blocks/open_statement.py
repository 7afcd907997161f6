"""Statements that would let somebody in from outside the organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_CLOSING = frozenset(
    {"aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:sourceorgid", "aws:sourceaccount"}
)
_COMPARING = ("StringEquals", "ForAnyValue:StringEquals", "ForAnyValue:StringLike", "StringLike")


def open_to_all(statement: Mapping[str, Any]) -> bool:
    """Whether the statement allows everybody something, without a condition on account or organization."""
    if statement.get("Effect") != "Allow" or not (
        "NotPrincipal" in statement or _everybody(statement.get("Principal"))
    ):
        return False
    conditions = statement.get("Condition") or {}
    return not any(
        key.lower() in _CLOSING and not _any(values)
        for operator in _COMPARING
        for key, values in (conditions.get(operator) or {}).items()
    )


def _everybody(principal: Any) -> bool:
    if isinstance(principal, Mapping):
        return _any(principal.get("AWS", []))
    return _any(principal or [])


def _any(values: Any) -> bool:
    return "*" in ([values] if isinstance(values, str) else list(values))
