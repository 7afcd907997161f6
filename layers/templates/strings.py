"""Functions of templates on text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from layers.templates.values import show


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])", text) if word]


def _indent(width: int, text: str) -> str:
    return "\n".join(" " * width + line for line in text.split("\n"))


def _substring(start: int, end: int, text: str) -> str:
    return text[max(start, 0) : end if end >= 0 else None]


def _truncate(length: int, text: str) -> str:
    return text[:length] if length >= 0 else text[length:]


def _join(separator: str, values: Any) -> str:
    return separator.join(map(show, values)) if isinstance(values, (list, tuple)) else show(values)


def _go_groups(replacement: str) -> str:
    return re.sub(r"\$\{?(\w+)\}?", r"\\g<\1>", replacement)


def _quoted(*values: Any) -> str:
    return " ".join(json.dumps(show(value), ensure_ascii=False) for value in values if value is not None)


STRINGS: Mapping[str, Callable[..., Any]] = {
    "b64dec": lambda text: base64.b64decode(text).decode(),
    "b64enc": lambda text: base64.b64encode(text.encode()).decode(),
    "camelcase": lambda text: "".join(word[:1].upper() + word[1:] for word in _words(text)),
    "cat": lambda *values: " ".join(show(value) for value in values if value is not None),
    "contains": lambda part, text: part in text,
    "hasPrefix": lambda part, text: text.startswith(part),
    "hasSuffix": lambda part, text: text.endswith(part),
    "indent": _indent,
    "join": _join,
    "kebabcase": lambda text: "-".join(_words(text)).lower(),
    "lower": str.lower,
    "nindent": lambda width, text: "\n" + _indent(width, text),
    "nospace": lambda text: re.sub(r"\s", "", text),
    "quote": _quoted,
    "regexFind": lambda pattern, text: found[0] if (found := re.search(pattern, text)) else "",
    "regexMatch": lambda pattern, text: re.search(pattern, text) is not None,
    "regexReplaceAll": lambda pattern, text, by: re.sub(pattern, _go_groups(by), text),
    "repeat": lambda count, text: text * count,
    "replace": lambda old, new, text: text.replace(old, new),
    "sha1sum": lambda text: hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest(),
    "sha256sum": lambda text: hashlib.sha256(text.encode()).hexdigest(),
    "snakecase": lambda text: "_".join(_words(text)).lower(),
    "split": lambda separator, text: {f"_{number}": part for number, part in enumerate(text.split(separator))},
    "splitList": lambda separator, text: text.split(separator),
    "squote": lambda *values: " ".join(f"'{show(value)}'" for value in values),
    "substr": _substring,
    "title": lambda text: re.sub(r"\b\w", lambda match: match[0].upper(), text),
    "toLower": str.lower,
    "toString": show,
    "toStrings": lambda values: list(map(show, values)),
    "toUpper": str.upper,
    "trim": str.strip,
    "trimAll": lambda characters, text: text.strip(characters),
    "trimPrefix": lambda part, text: text.removeprefix(part),
    "trimSpace": str.strip,
    "trimSuffix": lambda part, text: text.removesuffix(part),
    "trunc": _truncate,
    "upper": str.upper,
}
"""Functions by their names in Sprig and Gomplate."""
