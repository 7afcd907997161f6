"""What Go's templates make of values: whether one is empty, and how it is printed."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any


def is_true(value: Any) -> bool:
    """Whether a value is not empty: not false, 0, null, nor an empty text, list or map.

    >>> is_true("no"), is_true(0), is_true({})
    (True, False, False)
    """
    return bool(value)


def show(value: Any) -> str:
    """The value as Go prints it with ``%v``.

    >>> show({"b": [1, None], "a": True})
    'map[a:true b:[1 <nil>]]'
    """
    if value is None:
        return "<no value>"
    return _inner(value)


def formatted(form: str, values: tuple[Any, ...]) -> str:
    """Go's ``printf`` for the verbs that configuration uses: s, v, d, q, t, f, g, x, c, T and %.

    >>> formatted("%s-%03d %q%%", ("a", 7, "b"))
    'a-007 "b"%'
    """
    out: list[str] = []
    rest = list(values)
    place = 0
    while place < len(form):
        if form[place] != "%":
            out.append(form[place])
            place += 1
            continue
        end = place + 1
        while end < len(form) and form[end] in "+-# 0123456789.":
            end += 1
        verb = form[end : end + 1]
        flags = form[place + 1 : end]
        if verb == "%":
            out.append("%")
        elif not rest:
            out.append(f"%!{verb}(MISSING)")
        else:
            out.append(_one(flags, verb, rest.pop(0)))
        place = end + 1
    if rest:
        extra = ", ".join(f"{_type(value)}={_inner(value)}" for value in rest)
        out.append(f"%!(EXTRA {extra})")
    return "".join(out)


def _one(flags: str, verb: str, value: Any) -> str:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if verb in "deEfgGxXo" and number:
        kind = {"d": int, "x": int, "X": int, "o": int}.get(verb, float)
        return f"%{flags}{verb}" % kind(value)
    if verb in "svt":
        return f"%{flags.replace('+', '').replace('#', '')}s" % _inner(value)
    if verb == "q":
        return json.dumps(str(value), ensure_ascii=False)
    if verb == "T":
        return _type(value)
    if verb == "c" and number:
        return chr(int(value))
    if verb in "xX" and isinstance(value, str):
        return value.encode().hex()
    return f"%!{verb}({_type(value)}={_inner(value)})"


def _inner(value: Any) -> str:
    if value is None:
        return "<nil>"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, Mapping):
        return f"map[{' '.join(f'{key}:{_inner(value[key])}' for key in sorted(value))}]"
    if isinstance(value, (list, tuple)):
        return f"[{' '.join(_inner(item) for item in value)}]"
    return str(value)


def _float(value: float) -> str:
    if math.isinf(value) or math.isnan(value):
        return {"inf": "+Inf", "-inf": "-Inf"}.get(str(value), "NaN")
    text = repr(value)
    return text.removesuffix(".0") if abs(value) < 1e21 else text


def _type(value: Any) -> str:
    names = {bool: "bool", int: "int", float: "float64", str: "string", type(None): "<nil>"}
    return names.get(type(value), "[]interface {}" if isinstance(value, list) else "map[string]interface {}")
