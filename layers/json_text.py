"""JSON as Atmos prints it, two spaces deep. Parts that several instances share are written once."""

from __future__ import annotations

from collections import defaultdict
from json.encoder import encode_basestring
from typing import Any


def to_json(value: Any) -> str:
    """The value as indented JSON with a line end. References and other foreign leaves are written as their text.

    >>> print(to_json({"vars": {"enabled": True}, "empty": []}), end="")
    {
      "vars": {
        "enabled": true
      },
      "empty": []
    }
    """
    return _Writer().write(value, "\n") + "\n"


class _Writer:
    def __init__(self) -> None:
        self._containers: defaultdict[str, dict[int, str]] = defaultdict(dict)
        self._texts = _Texts()

    def write(self, value: Any, line: str) -> str:
        """``line`` is a line end with the indentation of the value's container."""
        kind = type(value)
        if kind is str:
            return self._texts[value]
        if kind is dict or kind is list or kind is tuple:
            if not value:
                return "{}" if kind is dict else "[]"
            known = self._containers[line]
            text = known.get(id(value))
            if text is None:
                text = known[id(value)] = self._map(value, line) if kind is dict else self._list(value, line)
            return text
        return _leaf(value)

    def _map(self, value: dict[str, Any], line: str) -> str:
        inner = line + "  "
        texts, write, known = self._texts, self.write, self._containers[inner].get
        # Texts and what is written already take no call: half of the time at 1,000 accounts.
        parts = [
            f"{texts[key]}: {texts[item] if type(item) is str else known(id(item)) or write(item, inner)}"
            for key, item in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(parts)}{line}}}"

    def _list(self, value: Any, line: str) -> str:
        inner = line + "  "
        parts = [self.write(item, inner) for item in value]
        return f"[{inner}{f',{inner}'.join(parts)}{line}]"


class _Texts(dict[str, str]):
    def __missing__(self, text: str) -> str:
        written = self[text] = encode_basestring(str(text))
        return written


def _leaf(value: Any) -> str:
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    return repr(value) if isinstance(value, (int, float)) else encode_basestring(str(value))
