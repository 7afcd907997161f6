"""Whether a resource's policy lets somebody do something: trust policies of roles, policies of buckets and keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from sandbox.aws.credentials import Caller

_NEGATED = {"StringNotEquals", "StringNotLike", "ArnNotEquals", "ArnNotLike", "StringNotEqualsIgnoreCase"}


@dataclass(frozen=True)
class Request:
    """What somebody wants to do. ``context`` has condition keys in lower case.

    Somebody is a ``caller``, or a ``service`` of AWS, such as ``cloudtrail.amazonaws.com``, or comes with a token of
    the identity provider whose ARN is ``federated``.
    """

    action: str
    resource: str = "*"
    caller: Caller | None = None
    service: str | None = None
    federated: str | None = None
    context: Mapping[str, str] | None = None


def allows(policy: Mapping[str, Any], request: Request) -> bool:
    """Whether the policy of a resource allows ``request``. An explicit deny wins.

    A condition that is not understood never holds: it can keep an allow from working, and a deny as well.
    """
    return effect(policy, request) == "Allow"


def effect(policy: Mapping[str, Any], request: Request) -> str | None:
    """What the policy of a resource says about ``request``: ``Deny``, ``Allow``, or nothing."""
    named = [statement for statement in as_list(policy.get("Statement")) if _is_principal(statement, request)]
    effects = {statement.get("Effect") for statement in named if _concerns(statement, request)}
    return next((one for one in ("Deny", "Allow") if one in effects), None)


def grants(policy: Mapping[str, Any], request: Request) -> bool:
    """Whether a policy of an identity or organization has a statement that allows ``request``.

    Where the request does not tell its resource, a statement about certain resources is enough.
    """
    return any(
        statement.get("Effect") == "Allow" and _concerns(statement, request, any_resource=request.resource == "*")
        for statement in as_list(policy.get("Statement"))
    )


def denies(policy: Mapping[str, Any], request: Request) -> bool:
    """Whether a policy of an identity or organization has a statement that denies ``request``."""
    return any(
        statement.get("Effect") == "Deny" and _concerns(statement, request)
        for statement in as_list(policy.get("Statement"))
    )


def as_list(value: Any) -> list[Any]:
    """Policies may write one thing where a list of them is meant."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _concerns(statement: Mapping[str, Any], request: Request, any_resource: bool = False) -> bool:
    tells = not any_resource and ("Resource" in statement or "NotResource" in statement)
    return (
        _names(statement, "Action", request.action, fold=True)
        and (not tells or _names(statement, "Resource", request.resource))
        and all(
            _holds(operator, keys, request.context or {})
            for operator, keys in (statement.get("Condition") or {}).items()
        )
    )


def _names(statement: Mapping[str, Any], element: str, text: str, fold: bool = False) -> bool:
    negated = f"Not{element}" in statement
    patterns = as_list(statement.get(f"Not{element}" if negated else element))
    if fold:
        return _matches(text.lower(), [pattern.lower() for pattern in patterns]) != negated
    return _matches(text, patterns) != negated


def _is_principal(statement: Mapping[str, Any], request: Request) -> bool:
    if "NotPrincipal" in statement:
        return not _among(statement["NotPrincipal"], request)
    return _among(statement.get("Principal"), request)


def _among(principal: Any, request: Request) -> bool:
    if principal == "*":
        return True
    if not isinstance(principal, Mapping):
        return False
    if request.service:
        return request.service in as_list(principal.get("Service"))
    if request.federated:
        return request.federated in as_list(principal.get("Federated"))
    caller = request.caller
    if caller is None:
        return False
    whole_account = re.compile(rf"({caller.account_id}|arn:[^:]+:iam::{caller.account_id}:root)")
    return any(
        name in ("*", caller.arn, caller.principal_arn) or whole_account.fullmatch(name)
        for name in as_list(principal.get("AWS"))
    )


def _holds(operator: str, keys: Mapping[str, Any], context: Mapping[str, str]) -> bool:
    if_exists = operator.endswith("IfExists") or operator.startswith("ForAllValues:")
    operator = operator.removesuffix("IfExists").rsplit(":", 1)[-1]
    for key, wanted in keys.items():
        actual = context.get(key.lower())
        values = [str(value) for value in as_list(wanted)]
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


def _matches(text: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(text, pattern.replace("[", "[[]")) for pattern in patterns)
