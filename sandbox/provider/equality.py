"""When two values mean the same to AWS: JSON documents, IAM policies, decimals, sets, zero values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

_ACCOUNT_ROOT = re.compile(r"^arn:[\w-]+:iam::(\d{12}):root$")
_LISTS = ("Action", "NotAction", "Resource", "NotResource")


def blank(value: Any) -> bool:
    """Whether a value is the zero value of its type, which Terraform does not tell from an absent one.

    An object of which every value is blank is blank itself.
    """
    if isinstance(value, dict):
        return all(blank(entry) for entry in value.values())
    return value is None or value is False or (isinstance(value, str | list | dict | int | float) and not value)


def same_text(kind: str, old: Any, new: Any) -> bool:
    """Whether two scalars are equal under the equality that the table names; plainly when it names none."""
    if old == new and isinstance(old, bool) == isinstance(new, bool):
        return True
    if isinstance(old, int | float) and isinstance(new, int | float):
        return False
    return kind in _EQUALITIES and old is not None and new is not None and _EQUALITIES[kind](str(old), str(new))


def policy(document: Any) -> Any:
    """An IAM policy in one canonical form: order, lists of one and ways to name an account do not count."""
    if not isinstance(document, dict):
        return document
    statements = document.get("Statement", [])
    if isinstance(statements, dict):
        statements = [statements]
    canonical = sorted((json.dumps(_statement(item), sort_keys=True) for item in statements), key=str)
    return {**document, "Statement": canonical}


def _statement(statement: Any) -> Any:
    if not isinstance(statement, dict):
        return statement
    result: dict[str, Any] = {}
    for key, value in statement.items():
        if key == "Sid" and not value:
            continue
        if key in _LISTS:
            result[key] = _as_set(value)
        elif key in ("Principal", "NotPrincipal"):
            result[key] = _principal(value)
        elif key == "Condition" and isinstance(value, dict):
            result[key] = {test: _condition(keys) for test, keys in value.items()}
        else:
            result[key] = value
    return result


def _principal(value: Any) -> Any:
    if not isinstance(value, dict):
        return {"AWS": ["*"]} if value == "*" else value
    return {kind: sorted({_ACCOUNT_ROOT.sub(r"\1", name) for name in _as_set(names)}) for kind, names in value.items()}


def _condition(keys: Any) -> Any:
    if not isinstance(keys, dict):
        return keys
    return {key.lower(): _as_set(values) for key, values in keys.items()}


def _as_set(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return sorted({str(item).lower() if isinstance(item, bool) else str(item) for item in items})


def _json(old: str, new: str) -> bool:
    return bool(_parsed(old, lambda document: document) == _parsed(new, lambda document: document))


def _policy(old: str, new: str) -> bool:
    return bool(_parsed(old, policy) == _parsed(new, policy))


def _parsed(text: str, form: Callable[[Any], Any]) -> Any:
    try:
        return form(json.loads(text))
    except ValueError:
        return text


def _decimal(old: str, new: str) -> bool:
    try:
        return Decimal(old) == Decimal(new)
    except InvalidOperation:
        return False


def _without_scheme(text: str) -> str:
    return text.removeprefix("https://")


def _key(text: str) -> str:
    """The bare id of a KMS key, from an id or an ARN."""
    return text.rpartition("/")[2]


_EQUALITIES: Mapping[str, Callable[[str, str], bool]] = {
    "json": _json,
    "policy": _policy,
    "decimal": _decimal,
    "https": lambda old, new: _without_scheme(old) == _without_scheme(new),
    "key": lambda old, new: _key(old) == _key(new),
    "trimmed": lambda old, new: old.strip() == new.strip(),
    "case": lambda old, new: old.lower() == new.lower(),
}
