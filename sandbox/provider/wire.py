"""Properties as the engine sends them, and back: protobuf structs to plain data.

Plain data are None, bool, int, float, str, list and dict, and ``UNKNOWN`` for what a preview cannot know yet. Which
properties are secret is kept beside the values, by top-level name: a secret somewhere inside makes the whole property
secret, so nothing can leak on the way back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from google.protobuf import struct_pb2

_SIGNATURE = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - a marker of Pulumi's wire format
_OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
_RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e"
_UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
_UNKNOWNS = frozenset(
    {
        _UNKNOWN_STRING,
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    }
)


class Unknown:
    """The type of ``UNKNOWN``."""

    _only: Unknown | None = None

    def __new__(cls) -> Unknown:
        cls._only = cls._only or super().__new__(cls)
        return cls._only

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        return False


UNKNOWN = Unknown()
Properties = dict[str, Any]


class NotPlain(ValueError):
    """A value that no simulated type takes: an asset or an archive."""


@dataclass(frozen=True)
class Bag:
    """Properties of one resource, and the names of those that are secret."""

    values: Properties
    secrets: frozenset[str] = field(default_factory=frozenset)


def decode(struct: struct_pb2.Struct) -> Bag:
    """The properties of a message. Nulls are left out, as the bridge does. Raises NotPlain for assets."""
    values: Properties = {}
    secrets: set[str] = set()
    for name, item in struct.fields.items():
        value, secret = _decode(item)
        if secret:
            secrets.add(name)
        if value is not None:
            values[name] = value
    return Bag(values, frozenset(secrets))


def encode(values: Mapping[str, Any], secrets: Iterable[str] = ()) -> struct_pb2.Struct:
    """The message for properties; those named in ``secrets`` are wrapped."""
    hidden = frozenset(secrets)
    fields = {}
    for name, value in values.items():
        item = _encode(value)
        if name in hidden:
            marks = {_SIGNATURE: struct_pb2.Value(string_value=_SECRET), "value": item}
            item = struct_pb2.Value(struct_value=struct_pb2.Struct(fields=marks))
        fields[name] = item
    return struct_pb2.Struct(fields=fields)


def unknown_in(value: Any) -> bool:
    """Whether any part of ``value`` is unknown."""
    if isinstance(value, dict):
        return any(unknown_in(item) for item in value.values())
    if isinstance(value, list):
        return any(unknown_in(item) for item in value)
    return value is UNKNOWN


def _decode(value: struct_pb2.Value) -> tuple[Any, bool]:
    kind = value.WhichOneof("kind")
    if kind == "string_value":
        return (UNKNOWN if value.string_value in _UNKNOWNS else value.string_value), False
    if kind == "bool_value":
        return value.bool_value, False
    if kind == "number_value":
        number = value.number_value
        return (int(number) if number.is_integer() else number), False
    if kind == "list_value":
        items = [_decode(item) for item in value.list_value.values]
        return [item for item, _ in items], any(secret for _, secret in items)
    if kind == "struct_value":
        return _decode_struct(value.struct_value)
    return None, False


def _decode_struct(struct: struct_pb2.Struct) -> tuple[Any, bool]:
    fields = struct.fields
    if _SIGNATURE not in fields:
        items = {name: _decode(item) for name, item in fields.items()}
        plain = {name: item for name, (item, _) in items.items() if item is not None}
        return plain, any(secret for _, secret in items.values())
    signature = fields[_SIGNATURE].string_value
    if signature == _SECRET:
        return _decode(fields["value"])[0], True
    if signature == _OUTPUT:
        secret = "secret" in fields and fields["secret"].bool_value
        if "value" not in fields:
            return UNKNOWN, secret
        value, inner = _decode(fields["value"])
        return value, secret or inner
    if signature == _RESOURCE:
        return _decode(fields["id"])[0] if "id" in fields else UNKNOWN, False
    raise NotPlain("assets and archives are not simulated")


def _encode(value: Any) -> struct_pb2.Value:
    if value is UNKNOWN:
        return struct_pb2.Value(string_value=_UNKNOWN_STRING)
    if value is None:
        return struct_pb2.Value(null_value=struct_pb2.NULL_VALUE)
    if isinstance(value, bool):
        return struct_pb2.Value(bool_value=value)
    if isinstance(value, int | float):
        return struct_pb2.Value(number_value=float(value))
    if isinstance(value, str):
        return struct_pb2.Value(string_value=value)
    if isinstance(value, dict):
        fields = {name: _encode(item) for name, item in value.items() if item is not None}
        return struct_pb2.Value(struct_value=struct_pb2.Struct(fields=fields))
    if isinstance(value, list | tuple | set | frozenset):
        return struct_pb2.Value(list_value=struct_pb2.ListValue(values=[_encode(item) for item in value]))
    raise TypeError(f"{type(value).__name__} is not plain data")
