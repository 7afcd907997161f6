"""Ids of rules are unique, and the schema of manifests accepts what trees say."""

from __future__ import annotations

from typing import Any

from layers.rule_list import all_rules
from layers.schema import manifest_schema
from model.variables import Variables


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for rule in all_rules()]
    assert ids == sorted(set(ids))


class Budget(Variables):
    """A kind's variables."""

    required: bool = False
    limit: int


def test_a_manifest_is_a_layer_so_its_schema_requires_nothing() -> None:
    schema = manifest_schema({"budget": Budget.model_json_schema()})
    assert "required" in schema["$defs"]["budget"]["properties"]
    assert not list(_requirements(schema["$defs"]))
    instance = schema["properties"]["components"]["properties"]["pulumi"]["properties"]["budget"]
    assert instance["else"] == {"properties": {"vars": {"$ref": "#/$defs/budget"}}}


def _requirements(schema: Any) -> list[Any]:
    if isinstance(schema, dict):
        own = [schema] if isinstance(schema.get("required"), list) else []
        return own + [found for item in schema.values() for found in _requirements(item)]
    return [found for item in schema for found in _requirements(item)] if isinstance(schema, list) else []
