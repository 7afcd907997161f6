"""Values for any property of the table: valid ones, other valid ones, and ones that break each rule."""

from __future__ import annotations

import re
from typing import Any

from sandbox.provider.table import Property

_ARN = "arn:aws:iam::123456789012:role/reader"
_OTHER_ARN = "arn:aws:iam::123456789012:role/writer"
_TEXTS: dict[str, tuple[str, str]] = {
    "an e-mail address": ("a@acme.example", "b@acme.example"),
    "a root id (r-…) or an organizational unit id (ou-…)": ("r-ab12", "ou-ab12-abcd1234"),
    "'alias/' and letters, digits, '/', '_', '-'": ("alias/one", "alias/two"),
    "an S3 event such as s3:ObjectCreated:*": ("s3:ObjectCreated:*", "s3:ObjectRemoved:*"),
    "a percentile such as p99, a trimmed form such as tm90 or TM(10%:90%), or IQM": ("p99", "tm90"),
    "an ARN or a name that begins with /ssm/": ("/ssm/one", "/ssm/two"),
    "an ARN": (_ARN, _OTHER_ARN),
    r"^[+][0-9\s()-]+$": ("+1555", "+1666"),
    r"^[0-9\s()+-]+$": ("555", "666"),
    r"^/[\w.\-:/]*$": ("/one", "/two"),
}
_TIMES = {
    "budget": ("2026-01-01_00:00", "2026-02-01_00:00"),
    "rfc3339": ("2026-01-01T01:00:00Z", "2026-02-01T00:00:00Z"),
    "midnight": ("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
}
_SIMPLE = {
    "json": ('{"a": 1}', '{"a": 2}'),
    "arn": (_ARN, _OTHER_ARN),
    "account_id": ("1" * 12, "2" * 12),
    "url": ("https://a.example", "https://b.example"),
    "number": ("1", "2"),
    "duration": ("1h", "2h"),
}


def valid(item: Property, other: bool = False) -> Any:
    """A value that passes every rule; ``other`` gives a different one (where the property has a choice)."""
    if item.fields is not None:
        chosen = {name: field for name, field in item.fields.items() if field.required and field.is_input}
        return {name: valid(field, other) for name, field in (chosen or _first(item)).items()}
    if item.type in ("list", "set"):
        low = next((rule["items"][0] for rule in item.rules if "items" in rule), 0) or 1
        merged = Property("", item.element.type, item.element.element, item.element.fields, rules=_each(item))
        return [valid(merged, other)] * low if item.element else []
    if item.type in ("map", "object", "any"):
        return {"key": "two" if other else "one"}
    if item.type == "boolean":
        return other
    if item.type in ("integer", "number"):
        return _number(item, other)
    return _text(item, other)


def invalid(rule: Any, kind: str) -> Any:
    """A value of the right type that breaks one rule; None where only AWS could say."""
    name = next(iter(rule))
    high = rule[name][1] if name in ("length", "range", "items") else None
    made = {
        "length": lambda: "x" * (high + 1) if high is not None else "",
        "range": lambda: high + 1 if high is not None else rule["range"][0] - 1,
        "items": lambda: ["x"] * (high + 1) if high is not None else [],
        "pattern": lambda: next(text for text in ("\n§", ":") if not re.search(rule["pattern"], text)),
        "not_pattern": lambda: None,
        "one_of": lambda: "NOT_A_CHOICE" if kind == "string" else -12345,
        "json": lambda: "{",
        "arn": lambda: "not-an-arn",
        "account_id": lambda: "12345",
        "time": lambda: "yesterday",
        "url": lambda: "http://acme.example",
        "number": lambda: "many",
        "period": lambda: 7,
        "duration": lambda: "1s",
        "each": lambda: _broken_each(rule["each"]),
    }
    return made[name]()


def _broken_each(rules: list[Any]) -> Any:
    value = next((found for found in (invalid(rule, "string") for rule in rules) if found is not None), None)
    return None if value is None else [value]


def _each(item: Property) -> tuple[Any, ...]:
    own = item.element.rules if item.element else ()
    return (*own, *(rule for group in item.rules if "each" in group for rule in group["each"]))


def _first(item: Property) -> dict[str, Property]:
    fields = {name: field for name, field in (item.fields or {}).items() if field.is_input}
    return dict(list(fields.items())[:1])


def _number(item: Property, other: bool) -> Any:
    for rule in item.rules:
        if "range" in rule:
            return rule["range"][0] + (1 if other else 0)
        if "one_of" in rule:
            return rule["one_of"][-1 if other else 0]
        if "period" in rule:
            return rule["period"][-1] if other else 60
    return 2 if other else 1


def _text(item: Property, other: bool) -> str:
    place = 1 if other else 0
    for rule in item.rules:
        if "one_of" in rule:
            return str(rule["one_of"][-place])
        if rule.get("means") in _TEXTS or rule.get("pattern") in _TEXTS:
            return (_TEXTS.get(rule.get("means", "")) or _TEXTS[rule["pattern"]])[place]
        if "time" in rule:
            return _TIMES[rule["time"]][place]
        if next(iter(rule)) in _SIMPLE:
            return _SIMPLE[next(iter(rule))][place]
    low = next((rule["length"][0] for rule in item.rules if "length" in rule), 0) or 1
    return ("b" if other else "a") * max(low, 3)
