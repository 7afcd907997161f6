"""Properties between plain data and protobuf."""

from __future__ import annotations

import pytest
from google.protobuf import struct_pb2

from sandbox.provider.wire import UNKNOWN, Bag, NotPlain, decode, encode, unknown_in

VALUES = {"text": "a", "yes": True, "count": 3, "share": 0.5, "list": [1, {"a": "b"}], "map": {"x": [UNKNOWN]}}
SIGNATURE = "4dabf18193072939515e22adb298388d"


def signed(signature: str, **fields: struct_pb2.Value) -> struct_pb2.Struct:
    value = struct_pb2.Struct(fields={SIGNATURE: struct_pb2.Value(string_value=signature), **fields})
    return struct_pb2.Struct(fields={"it": struct_pb2.Value(struct_value=value)})


def test_plain_data_come_back_as_they_went() -> None:
    assert decode(encode(VALUES)) == Bag(VALUES)


def test_secrets_are_wrapped_and_known_by_the_name_of_their_property() -> None:
    assert decode(encode(VALUES, {"text", "map"})) == Bag(VALUES, frozenset({"text", "map"}))


def test_a_secret_inside_makes_the_whole_property_secret() -> None:
    inner = encode({"key": "hidden"}, {"key"})
    struct = struct_pb2.Struct(fields={"outer": struct_pb2.Value(struct_value=inner)})
    assert decode(struct) == Bag({"outer": {"key": "hidden"}}, frozenset({"outer"}))


def test_nulls_are_left_out() -> None:
    assert decode(encode({"a": None, "b": {"c": None, "d": 1}})) == Bag({"b": {"d": 1}})


def test_outputs_and_references_are_their_values() -> None:
    output = signed("d0e6a833031e9bbcd3f4e8bde6ca49a4", secret=struct_pb2.Value(bool_value=True))
    assert decode(output) == Bag({"it": UNKNOWN}, frozenset({"it"}))
    reference = signed("5cf8f73096256a8f31e491e813e4eb8e", id=struct_pb2.Value(string_value="i-1"))
    assert decode(reference) == Bag({"it": "i-1"})


def test_assets_are_refused() -> None:
    with pytest.raises(NotPlain, match="assets and archives are not simulated"):
        decode(signed("c44067f5952c0a294b673a41bacd8c17"))


def test_unknown_in_finds_what_is_deep_inside() -> None:
    assert unknown_in(VALUES)
    assert not unknown_in({"a": [{"b": 1}]})
