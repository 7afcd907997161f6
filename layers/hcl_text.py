"""What a `.tfvars` or `.hcl` file says: its attributes, where their values are literals."""

from __future__ import annotations

import re
import textwrap
from typing import Any

import hcl2
from hcl2.utils import SerializationOptions
from lark.exceptions import UnexpectedInput

_OPTIONS = SerializationOptions(with_comments=False, preserve_scientific_notation=False)
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([nrt"\\]))|([$%])\4\{')
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_TEMPLATE = re.compile(r"(?<![$%])[$%]\{")
_HEREDOC = re.compile(r"<<(-?)(\w+)\n(.*?)\n?[ \t]*\2", re.DOTALL)


class NotLiteral(ValueError):
    """The file is no HCL, or says something that only Terraform can work out. The text says what, and where."""


def attributes(text: str) -> dict[str, Any]:
    """The values of the file's attributes, as plain data. Raises NotLiteral.

    >>> attributes('region = "us-east-1"\\nzones = ["a", "b"]\\n')
    {'region': 'us-east-1', 'zones': ['a', 'b']}
    """
    try:
        found = hcl2.loads(f"{text}\n", serialization_options=_OPTIONS)
    except UnexpectedInput as error:
        line = min(max(error.line, 1), text.count("\n") + 1)
        raise NotLiteral(f"line {line} is not HCL") from None
    for name, value in found.items():
        if isinstance(value, list) and any(isinstance(one, dict) and _is_block(one) for one in value):
            raise NotLiteral(f"'{name}' is a block, and only attributes can be included")
    return {_key(name, ""): _value(value, name) for name, value in found.items()}


def _is_block(value: dict[str, Any]) -> bool:
    return "__is_block__" in value or any(isinstance(one, dict) and _is_block(one) for one in value.values())


def _value(value: Any, place: str) -> Any:
    if isinstance(value, dict):
        return {_key(key, place): _value(one, f"{place}.{key}") for key, one in value.items()}
    if isinstance(value, list):
        return [_value(one, f"{place}[{number}]") for number, one in enumerate(value)]
    return _text(value, place) if isinstance(value, str) else value


def _key(key: str, place: str) -> str:
    return _text(key, f"{place}.{key}") if key.startswith(('"', "${")) else key


def _text(written: str, place: str) -> str:
    """The text that a quoted one or a heredoc spells."""
    inside = written[1:-1] if len(written) > 1 and written[0] == written[-1] == '"' else None
    if inside is None or _TEMPLATE.search(inside):
        raise NotLiteral(f"'{place}' is an expression: write the value itself")
    if "\n" not in inside:
        return _ESCAPE.sub(_spelled, inside)
    heredoc = _HEREDOC.fullmatch(inside)
    if not heredoc:
        raise NotLiteral(f"'{place}' is no text that can be read")
    lines = f"{heredoc[3]}\n" if heredoc[3] else ""
    return re.sub(r"([$%])\1\{", r"\1{", textwrap.dedent(lines) if heredoc[1] else lines)


def _spelled(found: re.Match[str]) -> str:
    if code := found[1] or found[2]:
        return chr(int(code, 16))
    return f"{found[4]}{{" if found[4] else _LETTERS[found[3]]
