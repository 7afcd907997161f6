"""Conditions of statements: whether they hold for a request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from typing import Any

from org.policy.patterns import arn_like, text_like
from org.policy.statement import listed

Context = Mapping[str, Sequence[str]]
"""Condition keys in lower case, each with the values that the request has for it."""

_VARIABLE = re.compile(r"\$\{(\w+:[^},]+?)(?:\s*,\s*'([^']*)')?\}")
_Matcher = Callable[[str, str], bool]


def _ip(wanted: str, given: str) -> bool:
    return ip_address(given) in ip_network(wanted, strict=False)


def _date(text: str) -> datetime:
    if text.isdigit():
        return datetime.fromtimestamp(int(text), UTC)
    date = datetime.fromisoformat(text)
    return date if date.tzinfo else date.replace(tzinfo=UTC)


_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "Equals": lambda given, wanted: bool(given == wanted),
    "LessThan": lambda given, wanted: bool(given < wanted),
    "LessThanEquals": lambda given, wanted: bool(given <= wanted),
    "GreaterThan": lambda given, wanted: bool(given > wanted),
    "GreaterThanEquals": lambda given, wanted: bool(given >= wanted),
}


def _ordered(convert: Callable[[str], Any], name: str) -> _Matcher:
    return lambda wanted, given: _ORDERS[name](convert(given), convert(wanted))


_POSITIVE: dict[str, _Matcher] = {
    "StringEquals": lambda wanted, given: wanted == given,
    "StringEqualsIgnoreCase": lambda wanted, given: wanted.casefold() == given.casefold(),
    "StringLike": text_like,
    "ArnEquals": arn_like,
    "ArnLike": arn_like,
    "Bool": lambda wanted, given: wanted.casefold() == given.casefold(),
    "BinaryEquals": lambda wanted, given: wanted == given,
    "IpAddress": _ip,
    **{f"Numeric{name}": _ordered(float, name) for name in _ORDERS},
    **{f"Date{name}": _ordered(_date, name) for name in _ORDERS},
}
_NEGATED = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NotIpAddress": "IpAddress",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
}


def conditions_hold(conditions: Mapping[str, Mapping[str, Any]], context: Context) -> bool:
    """Whether every condition of a statement holds. Raises ValueError for an operator that IAM does not have."""
    return all(
        _holds(operator, list(with_variables(listed_texts(values), context)), context.get(key.lower()))
        for operator, keys in conditions.items()
        for key, values in keys.items()
    )


def with_variables(texts: Iterable[str], context: Context) -> Iterator[str]:
    """The texts with policy variables (``${aws:PrincipalAccount}``) filled in.

    A text is left out where the request lacks the key and the variable has no default: nothing matches it then.
    """
    for text in texts:
        known = [(name.lower(), default) for name, default in _VARIABLE.findall(text)]
        if all(context.get(name) or default for name, default in known):
            yield _VARIABLE.sub(lambda found: (context.get(found[1].lower()) or [found[2]])[0], text)


def listed_texts(values: Any) -> list[str]:
    """Values of a condition as texts: JSON may write `true` and numbers without quotes."""
    plain = [values] if isinstance(values, bool | int | float) else listed(values)
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in plain]


def _holds(operator: str, wanted: Sequence[str], given: Sequence[str] | None) -> bool:
    quantifier, _, rest = operator.rpartition(":")
    name = rest.removesuffix("IfExists")
    if name == "Null":
        return any(value == str(given is None).lower() for value in wanted)
    negated = name in _NEGATED
    matcher = _POSITIVE.get(_NEGATED.get(name, name))
    if matcher is None or quantifier not in ("", "ForAllValues", "ForAnyValue"):
        raise ValueError(f"'{operator}' is no condition operator of IAM")
    if not given:
        return quantifier == "ForAllValues" or (quantifier == "" and negated) or rest != name
    each = [any(matcher(value, one) for value in wanted) != negated for one in given]
    if quantifier == "ForAllValues" or (quantifier == "" and negated):
        return all(each)
    return any(each)
