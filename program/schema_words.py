"""Types and defaults of variables in words, from their JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_LONGEST_CHOICE = 12


def type_words(field: Mapping[str, Any], parts: Mapping[str, Any]) -> str:
    """The type of a field for a cell of a table: ``integer 6–128``, ``map of Budget or null``, ``one of `a`, `b```."""
    if "$ref" in field:
        return _part(field["$ref"], parts)
    if "allOf" in field:
        return type_words(field["allOf"][0], parts)
    if "else" in field:
        return f"{type_words(field['else'], parts)}, or list of such with a `name`"
    if "anyOf" in field:
        words = [type_words(one, parts) for one in field["anyOf"]]
        return " or ".join(dict.fromkeys(words))
    if "enum" in field:
        shown = [f"`{choice}`" for choice in field["enum"][:_LONGEST_CHOICE]]
        more = len(field["enum"]) - len(shown)
        return f"one of {', '.join(shown)}" + (f" and {more} more" if more else "")
    if "const" in field:
        return f"`{json.dumps(field['const'])}`"
    return _plain(field, parts)


def default_words(field: Mapping[str, Any]) -> str:
    """The default of a field for a cell of a table: JSON in code, empty where the model makes it."""
    if "default" not in field:
        if "else" in field:
            return default_words(field["else"])
        return {"object": "`{}`", "array": "`[]`"}.get(str(field.get("type")), "")
    return f"`{json.dumps(field['default'], ensure_ascii=False)}`".replace("|", "\\|")


def _plain(field: Mapping[str, Any], parts: Mapping[str, Any]) -> str:
    kind = field.get("type")
    if isinstance(kind, list):
        return " or ".join(kind)
    if kind == "array":
        return f"list of {type_words(field.get('items', {}), parts)}"
    if kind == "object":
        values = field.get("additionalProperties")
        return f"map of {type_words(values, parts)}" if isinstance(values, Mapping) else "map"
    if kind in {"integer", "number"}:
        return f"{kind}{_range(field)}"
    return str(kind) if kind else "any"


def _range(field: Mapping[str, Any]) -> str:
    least, most = field.get("minimum", field.get("exclusiveMinimum")), field.get("maximum")
    if least is None or most is None:
        return "" if least is None else f" ≥ {least:g}" if "minimum" in field else f" > {least:g}"
    return f" {_number(least)}–{_number(most)}"


def _number(value: float) -> str:
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def _part(reference: str, parts: Mapping[str, Any]) -> str:
    name = reference.rpartition("/")[2]
    part = parts.get(name, {})
    return f"[{name}](#{name.lower()})" if "properties" in part else type_words(part, parts)
