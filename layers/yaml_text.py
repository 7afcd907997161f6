"""YAML that Atmos and we read back alike, with room for a comment on each line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from json.encoder import encode_basestring
from typing import Any

from layers.scalars import read_plain
from model.finding import Path

Comment = Callable[[Path], str]
_PLAIN = re.compile(r"[A-Za-z0-9_./][A-Za-z0-9_./+@%=~-]*(?: [A-Za-z0-9_./+@%=~-]+)*")
_SPECIAL_WORDS = frozenset(("y", "n", "yes", "no", "on", "off"))
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?.*")


def to_yaml(value: Any, comment: Comment | None = None) -> str:
    """The value as YAML. ``comment`` may give a remark for each path, written at the end of its line.

    >>> print(to_yaml({"vars": {"enabled": True, "id": "012345678901", "list": [1, {"a": None}]}}), end="")
    vars:
      enabled: true
      id: "012345678901"
      list:
      - 1
      - a: null
    """
    if not isinstance(value, (dict, list, tuple)) or not value:
        return _scalar(value) + "\n"
    return "\n".join(_lines(value, (), "", comment or _no_comment)) + "\n"


def _lines(value: Any, path: Path, indent: str, comment: Comment) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            below = indent if isinstance(item, (list, tuple)) else indent + "  "
            yield from _entry(f"{indent}{_scalar(key)}:", item, (*path, key), below, comment)
        return
    for number, item in enumerate(value):
        place = (*path, number)
        if isinstance(item, (dict, list, tuple)) and item:
            first, *rest = _lines(item, place, indent + "  ", comment)
            yield f"{indent}- {first.removeprefix(indent + '  ')}"
            yield from rest
        else:
            yield from _entry(f"{indent}-", item, place, indent + "  ", comment)


def _entry(head: str, item: Any, path: Path, below: str, comment: Comment) -> Iterator[str]:
    remark = comment(path)
    remark = f"  # {remark}" if remark else ""
    if isinstance(item, (dict, list, tuple)) and item:
        yield head + remark
        yield from _lines(item, path, below, comment)
    elif isinstance(item, str) and "\n" in item and not remark and _fits_block(item):
        yield f"{head} |{'-' if not item.endswith(chr(10)) else ''}"
        for line in item.removesuffix("\n").split("\n"):
            yield f"{below}{line}".rstrip()
    else:
        yield f"{head} {_scalar(item)}{remark}"


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, (list, tuple)):
        return "[]"
    text = str(value)
    plain = _PLAIN.fullmatch(text) and read_plain(text) == text and text.lower() not in _SPECIAL_WORDS
    return text if plain and not _DATE.fullmatch(text) and not text.endswith(":") else encode_basestring(text)


def _fits_block(text: str) -> bool:
    lines = text.removesuffix("\n").split("\n")
    printable = all(line.isprintable() and line == line.rstrip() for line in lines)
    return printable and bool(lines[0]) and bool(lines[-1]) and not lines[0].startswith(" ")


def _no_comment(_path: Path) -> str:
    return ""
