"""Whether a role's trust policy lets somebody assume the role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from sandbox.aws.credentials import Caller

_NEGATED = {"StringNotEquals", "StringNotLike", "ArnNotEquals", "ArnNotLike", "StringNotEqualsIgnoreCase"}


def trusts(policy: Mapping[str, Any], caller: Caller, action: str, context: Mapping[str, str]) -> bool:
    """Whether ``policy`` allows ``caller`` to do ``action``; ``context`` are condition keys in lower case.

    An explicit deny wins. A condition that is not understood never holds, so it can only refuse.
    """
    allowed = False
    for statement in _list(policy.get("Statement")):
        if not _acts(statement, action) or not _names(statement, caller):
            continue
        if not all(_holds(operator, keys, context) for operator, keys in (statement.get("Condition") or {}).items()):
            continue
        if statement.get("Effect") == "Deny":
            return False
        allowed = True
    return allowed


def _acts(statement: Mapping[str, Any], action: str) -> bool:
    if "NotAction" in statement:
        return not _matches(action, _list(statement["NotAction"]), fold=True)
    return _matches(action, _list(statement.get("Action")), fold=True)


def _names(statement: Mapping[str, Any], caller: Caller) -> bool:
    if "NotPrincipal" in statement:
        return not _is_principal(statement["NotPrincipal"], caller)
    return _is_principal(statement.get("Principal"), caller)


def _is_principal(principal: Any, caller: Caller) -> bool:
    if principal == "*":
        return True
    if not isinstance(principal, Mapping):
        return False
    whole_account = re.compile(rf"({caller.account_id}|arn:[^:]+:iam::{caller.account_id}:root)")
    return any(
        name in ("*", caller.arn, caller.principal_arn) or whole_account.fullmatch(name)
        for name in _list(principal.get("AWS"))
    )


def _holds(operator: str, keys: Mapping[str, Any], context: Mapping[str, str]) -> bool:
    if_exists = operator.endswith("IfExists")
    operator = operator.removesuffix("IfExists")
    for key, wanted in keys.items():
        actual = context.get(key.lower())
        values = [str(value) for value in _list(wanted)]
        if operator == "Null":
            if (actual is None) != (values[0].lower() == "true"):
                return False
        elif actual is None:
            if not if_exists and operator not in _NEGATED:
                return False
        elif not _compares(operator, actual, values):
            return False
    return True


def _compares(operator: str, actual: str, values: Iterable[str]) -> bool:
    if operator in _NEGATED:
        return not _compares(operator.replace("Not", "", 1), actual, values)
    if operator == "StringEquals":
        return actual in values
    if operator in ("StringEqualsIgnoreCase", "Bool"):
        return actual.lower() in [value.lower() for value in values]
    if operator in ("StringLike", "ArnLike", "ArnEquals"):
        return _matches(actual, values)
    return False


def _matches(text: str, patterns: Iterable[str], fold: bool = False) -> bool:
    if fold:
        return any(fnmatchcase(text.lower(), _literal(pattern.lower())) for pattern in patterns)
    return any(fnmatchcase(text, _literal(pattern)) for pattern in patterns)


def _literal(pattern: str) -> str:
    return pattern.replace("[", "[[]")


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
