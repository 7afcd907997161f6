"""JSON as Atmos prints it, two spaces deep. Parts that several instances share are written once."""

from __future__ import annotations

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
        self._containers: dict[tuple[int, str], str] = {}
        self._texts: dict[str, str] = {}

    def write(self, value: Any, line: str) -> str:
        """``line`` is a line end with the indentation of the value's container."""
        kind = type(value)
        if kind is str:
            text = self._texts.get(value)
            if text is None:
                text = self._texts[value] = encode_basestring(value)
            return text
        if kind is dict or kind is list or kind is tuple:
            place = (id(value), line)
            text = self._containers.get(place)
            if text is None:
                text = self._containers[place] = self._container(value, line)
            return text
        if value is None:
            return "null"
        if kind is bool:
            return "true" if value else "false"
        return repr(value) if kind is int or kind is float else encode_basestring(str(value))

    def _container(self, value: Any, line: str) -> str:
        inner = line + "  "
        write = self.write
        if type(value) is dict:
            parts = [f"{write(key, inner)}: {write(item, inner)}" for key, item in value.items()]
            opening, closing = "{", "}"
        else:
            parts = [write(item, inner) for item in value]
            opening, closing = "[", "]"
        if not parts:
            return opening + closing
        return f"{opening}{inner}{f',{inner}'.join(parts)}{line}{closing}"
