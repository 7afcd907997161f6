"""What a plain YAML scalar means to Atmos, whose parser is yaml.v3; PyYAML reads many of them differently."""

from __future__ import annotations

import re

Scalar = str | int | float | bool | None

_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
}
_INTEGER = re.compile(r"([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]?([0-7]+)|0[bB]([01]+)|(0|[1-9][0-9]*))")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_ACCOUNT_ID = re.compile(r"0[0-9]+|[0-9]{12}")
_LARGEST = 2**64
_EXACT_FLOAT = 1e21


def read_plain(text: str) -> Scalar:
    """The value of an unquoted scalar.

    >>> [read_plain(text) for text in ("yes", "True", "010", "1e3", "1:30", "~", "2026-01-01")]
    ['yes', True, 8, 1000, '1:30', None, '2026-01-01']
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    digits = text if text[0] == "." else text.replace("_", "")
    whole = _INTEGER.fullmatch(digits)
    if whole:
        return _integer(whole, digits)
    if _FLOAT.fullmatch(digits):
        return _float(digits)
    return text


def looks_like_account_id(text: str) -> bool:
    """Whether an unquoted scalar is likely meant as text although YAML reads a number: 12 digits or a leading zero.

    >>> looks_like_account_id("012345678901"), looks_like_account_id("10")
    (True, False)
    """
    return _ACCOUNT_ID.fullmatch(text) is not None


def key_text(value: Scalar) -> str:
    """A key that is no text, as text.

    >>> key_text(True), key_text(8)
    ('true', '8')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _integer(match: re.Match[str], digits: str) -> Scalar:
    sign, hexadecimal, octal, binary, decimal = match.groups()
    if hexadecimal:
        value = int(hexadecimal, 16)
    elif octal:
        value = int(octal, 8)
    elif binary:
        value = int(binary, 2)
    else:
        value = int(decimal)
    if value >= _LARGEST:
        return _float(digits) if decimal else digits
    return -value if sign == "-" else value


def _float(digits: str) -> Scalar:
    value = float(digits)
    return int(value) if value.is_integer() and abs(value) < _EXACT_FLOAT else value
