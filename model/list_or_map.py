"""What editors are told of a map by name that may also be Cloud Posse's list of things with a name."""

from __future__ import annotations

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

_NULL = {"type": "null"}


class ListOrMap:
    """Marks such a variable in its annotation; an entry of the map may be empty.

    >>> from typing import Annotated
    >>> from pydantic import TypeAdapter
    >>> schema = TypeAdapter(Annotated[dict[str, dict[str, str]], ListOrMap()]).json_schema()
    >>> schema["then"]["type"], schema["else"]["type"]
    ('array', 'object')
    """

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        [entry] = [form for form in _forms(schema.pop("additionalProperties", {})) if form != _NULL]
        mapped = {**schema, "additionalProperties": {"anyOf": [entry, _NULL]}}
        # Not `anyOf`: what is wrong in one of the forms is to be marked there, not at the whole.
        return {"if": {"type": "array"}, "then": {"type": "array", "items": _named(entry, handler)}, "else": mapped}


def _forms(entry: JsonSchemaValue) -> list[JsonSchemaValue]:
    forms: list[JsonSchemaValue] = entry.get("anyOf", [entry])
    return forms


def _named(entry: JsonSchemaValue, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
    """An entry of the list. Where the thing itself has no `name`, the list's entry has one more key."""
    try:
        whole = handler.resolve_ref_schema(entry)
    except LookupError:  # a thing that holds things of its own sort; it is not known yet
        whole = {}
    properties = whole.get("properties", {})
    if "name" in properties or whole.get("additionalProperties") is not False:
        return {"allOf": [entry], "required": ["name"]}
    required = ["name", *whole.get("required", ())]
    return {**whole, "properties": {"name": {"type": "string"}, **properties}, "required": required}
