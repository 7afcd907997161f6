"""Maps by name, and Cloud Posse's lists of things that have a name."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from model.list_or_map import ListOrMap


def by_name(written: Any) -> Any:
    """A list of maps that each have a `name` as a map by that name; anything else as it is. Null is an empty map."""
    if written is None:
        return {}
    if not isinstance(written, list):
        return {key: {} if value is None else value for key, value in written.items()} if _is_map(written) else written
    named: dict[str, Any] = {}
    for index, item in enumerate(written, 1):
        name = item.get("name") if _is_map(item) else None
        if not isinstance(name, str):
            raise ValueError(f"entry {index} of the list has no `name`; write a map by name, or give each a name")
        if name in named:
            raise ValueError(f"two entries of the list are named '{name}'")
        named[name] = item
    return named


def _is_map(written: Any) -> bool:
    return isinstance(written, dict)


def texts(written: Any) -> Any:
    """A map whose plain values are texts: `true` and `12` become what YAML wrote."""
    if not _is_map(written):
        return written
    return {key: _text(value) for key, value in written.items()}


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value


class _PlainTexts:
    """Tells editors that texts may be written as YAML's other plain values."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core), "additionalProperties": {"type": ["string", "boolean", "number"]}}


T = TypeVar("T")
ByName = Annotated[dict[str, T], BeforeValidator(by_name), ListOrMap(), Field(default_factory=dict)]
Tags = Annotated[dict[str, str], BeforeValidator(texts), _PlainTexts()]
