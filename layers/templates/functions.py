"""The functions of templates: Go's own and those of Sprig and Gomplate that configuration trees use."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from layers.templates.collections import COLLECTIONS
from layers.templates.failure import TemplateError
from layers.templates.strings import STRINGS
from layers.templates.values import formatted, is_true, show


def _index(value: Any, *steps: Any) -> Any:
    for step in steps:
        value = value.get(step) if isinstance(value, Mapping) else value[step]
    return value


def _equal(value: Any, *others: Any) -> bool:
    return any(value == other and isinstance(value, bool) == isinstance(other, bool) for other in others)


def _fail(text: str) -> Any:
    raise TemplateError(text)


def _required(text: str, value: Any) -> Any:
    return value if value not in (None, "") else _fail(text)


def _divide(left: Any, right: Any) -> Any:
    return int(left / right)


def _remainder(left: Any, right: Any) -> Any:
    return left - right * int(left / right)


def _product(*values: Any) -> int:
    result = 1
    for value in values:
        result *= int(value)
    return result


def _number(value: Any) -> int:
    try:
        return int(float(value)) if not isinstance(value, str) else int(value, 0)
    except ValueError:
        return 0


def _from_yaml(text: str) -> Any:
    from layers.document import Document
    from layers.reading import read_value
    from layers.rule import Findings
    from layers.surroundings import Surroundings

    return read_value(Document("", text.encode()), Surroundings("", {}), Findings())


def _to_yaml(value: Any) -> str:
    from layers.yaml_text import to_yaml

    return to_yaml(value).rstrip("\n")


def _pretty(value: Any) -> str:
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    **STRINGS,
    **COLLECTIONS,
    "add": lambda *values: sum(map(_number, values)),
    "add1": lambda value: _number(value) + 1,
    "atoi": _number,
    "coalesce": lambda *values: next((value for value in values if is_true(value)), None),
    "default": lambda fallback, value=None: value if is_true(value) else fallback,
    "div": _divide,
    "empty": lambda value: not is_true(value),
    "eq": _equal,
    "fail": _fail,
    "float64": float,
    "fromJson": json.loads,
    "fromYaml": _from_yaml,
    "ge": lambda left, right: left >= right,
    "gt": lambda left, right: left > right,
    "index": _index,
    "int": _number,
    "int64": _number,
    "kindIs": lambda kind, value: kind == formatted("%T", (value,)).split("[")[0],
    "le": lambda left, right: left <= right,
    "len": len,
    "lt": lambda left, right: left < right,
    "max": lambda *values: max(map(_number, values)),
    "min": lambda *values: min(map(_number, values)),
    "mod": _remainder,
    "mul": _product,
    "ne": lambda left, right: not _equal(left, right),
    "not": lambda value: not is_true(value),
    "print": lambda *values: "".join(map(show, values)),
    "printf": lambda form, *values: formatted(form, values),
    "println": lambda *values: " ".join(map(show, values)) + "\n",
    "required": _required,
    "sub": lambda left, right: _number(left) - _number(right),
    "ternary": lambda yes, no, condition: yes if is_true(condition) else no,
    "toJson": lambda value: json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False),
    "toPrettyJson": _pretty,
    "toRawJson": lambda value: json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False),
    "toYaml": _to_yaml,
    "fromYAML": _from_yaml,
    "toYAML": _to_yaml,
    "fromJSON": json.loads,
    "toJSON": lambda value: json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False),
}
"""Functions by name, with the arguments in Sprig's order: the piped value comes last."""
