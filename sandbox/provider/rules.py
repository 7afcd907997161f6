"""Rules of single values, as the table writes them: lengths, patterns, choices, ranges, formats."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sandbox.provider.wire import UNKNOWN

Rule = Mapping[str, Any]
_ARN = re.compile(r"^arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}|aws|aws-managed|third-party|cloudfront)?:.+")
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


def broken(rules: tuple[Rule, ...], value: Any) -> Iterator[str]:
    """One sentence for each rule that ``value`` breaks, as in "expected length to be in the range (1 - 50), got 60"."""
    for rule in rules:
        name = next(iter(rule))
        if (message := _CHECKS[name](rule, value)) is not None:
            yield message


def _length(rule: Rule, value: str) -> str | None:
    low, high = rule["length"]
    if (low is None or len(value) >= low) and (high is None or len(value) <= high):
        return None
    return f"expected length to be {_span(low, high)}, got {len(value)} characters"


def _range(rule: Rule, value: float) -> str | None:
    low, high = rule["range"]
    if value in rule.get("or", ()) or ((low is None or value >= low) and (high is None or value <= high)):
        return None
    others = "".join(f" or {other}" for other in rule.get("or", ()))
    return f"expected to be {_span(low, high)}{others}, got {value}"


def _items(rule: Rule, value: list[Any]) -> str | None:
    low, high = rule["items"]
    if (low is None or len(value) >= low) and (high is None or len(value) <= high):
        return None
    return f"expected the number of items to be {_span(low, high)}, got {len(value)}"


def _span(low: float | None, high: float | None) -> str:
    if high is None:
        return f"at least {low}"
    return f"in the range ({low or 0} - {high})"


def _pattern(rule: Rule, value: str) -> str | None:
    if re.search(rule["pattern"], value):
        return None
    return f"invalid value '{value}': must be {rule['means']}" if "means" in rule else _must_match(rule, value)


def _must_match(rule: Rule, value: str) -> str:
    return f"invalid value '{value}': must match the pattern {rule['pattern']}"


def _not_pattern(rule: Rule, value: str) -> str | None:
    return f"invalid value '{value}': {rule['means']}" if re.search(rule["not_pattern"], value) else None


def _one_of(rule: Rule, value: Any) -> str | None:
    choices = rule["one_of"]
    if value in choices:
        return None
    if rule.get("ignore_case") and str(value).lower() in (str(choice).lower() for choice in choices):
        return None
    listed = ", ".join(f"'{choice}'" if isinstance(choice, str) else str(choice) for choice in choices)
    shown = f"'{value}'" if isinstance(value, str) else value
    return f"expected to be one of [{listed}], got {shown}"


def _json(rule: Rule, value: str) -> str | None:
    try:
        document = json.loads(value)
    except ValueError as error:
        return f"contains an invalid JSON: {error}"
    if rule["json"] == "object" and not isinstance(document, dict):
        return "contains an invalid JSON policy: it must be an object"
    return None


def _arn(_rule: Rule, value: str) -> str | None:
    return None if not value or _ARN.match(value) else f"({value}) is an invalid ARN"


def _account_id(_rule: Rule, value: str) -> str | None:
    return None if re.fullmatch(r"\d{12}", value) else f"'{value}' doesn't look like an AWS account id (12 digits)"


def _time(rule: Rule, value: str) -> str | None:
    kind = rule["time"]
    try:
        if kind == "budget":
            datetime.strptime(value, "%Y-%m-%d_%H:%M")
            return None
        moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        layout = "2006-01-02_15:04" if kind == "budget" else "RFC 3339, as in 2006-01-02T15:04:05Z"
        return f"'{value}' is not a time of the form {layout}"
    if kind == "midnight" and (moment.hour, moment.minute, moment.second) != (0, 0, 0):
        return f"'{value}' must be midnight UTC"
    return None


def _url(_rule: Rule, value: str) -> str | None:
    if re.fullmatch(r"https://[^/?#]+[^?#]*", value):
        return None
    return f"expected an https URL without query parameters, got '{value}'"


def _number(_rule: Rule, value: str) -> str | None:
    try:
        float(value)
    except ValueError:
        return f"'{value}' is not a number"
    return None


def _period(rule: Rule, value: int) -> str | None:
    if value in rule["period"] or (value > 0 and value % 60 == 0):
        return None
    return f"expected one of {rule['period']} or a multiple of 60, got {value}"


def _duration(rule: Rule, value: str) -> str | None:
    parts = re.findall(r"(\d+(?:\.\d+)?)(ms|h|m|s)", value)
    low, high = rule["duration"]
    if "".join(number + unit for number, unit in parts) != value or not parts:
        return f"'{value}' is not a duration such as 1h or 90m"
    seconds = sum(float(number) * _UNITS[unit] for number, unit in parts)
    return None if low <= seconds <= high else f"duration '{value}' must be between {low} s and {high} s"


def _each(rule: Rule, value: list[Any]) -> str | None:
    known = (item for item in value if item is not UNKNOWN)
    return next((message for item in known for message in broken(tuple(rule["each"]), item)), None)


_CHECKS: Mapping[str, Callable[[Rule, Any], str | None]] = {
    "length": _length,
    "range": _range,
    "items": _items,
    "pattern": _pattern,
    "not_pattern": _not_pattern,
    "one_of": _one_of,
    "json": _json,
    "arn": _arn,
    "account_id": _account_id,
    "time": _time,
    "url": _url,
    "number": _number,
    "period": _period,
    "duration": _duration,
    "each": _each,
}
