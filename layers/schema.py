"""JSON Schema of manifests, so that editors complete and check while one types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layers.merge import LIST_STRATEGIES
from layers.sections import COMPONENT_TYPES, GLOBAL_SECTIONS

Schema = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ANY_MAP: Schema = {"type": "object"}
_IMPORT: Schema = {
    "description": "Manifests below this one, weakest first: paths from the base folder, or from this file with ./",
    "type": "array",
    "items": {
        "anyOf": [
            {"type": "string", "minLength": 1},
            {
                "type": "object",
                "properties": {
                    "path": {"type": "string", "minLength": 1},
                    "context": {"type": "object", "description": "Values for the imported file as a template."},
                    "skip_templates_processing": {"type": "boolean"},
                    "ignore_missing_template_values": {"type": "boolean"},
                    "skip_if_missing": {"type": "boolean"},
                },
                "required": ["path"],
            },
        ]
    },
}
_METADATA: Schema = {
    "type": "object",
    "properties": {
        "type": {"enum": ["abstract", "real"], "description": "An abstract instance is only inherited from."},
        "component": {"type": "string", "description": "The kind, where it differs from the instance's name."},
        "inherits": {"type": "array", "items": {"type": "string"}, "description": "Bases, weakest first."},
        "enabled": {"type": "boolean", "description": "false keeps the instance from being deployed."},
        "locked": {"type": "boolean", "description": "true refuses changes."},
    },
}
_SETTINGS: Schema = {
    "type": "object",
    "properties": {
        "slice": {"type": "string", "pattern": "^[A-Za-z0-9_]+$", "description": "A Pulumi stack of its own."},
        "assume_role": {
            "anyOf": [
                {"type": ["string", "null"], "description": "Role that the provider of the account assumes."},
                {
                    "type": "object",
                    "properties": {"plan": {"type": "string"}, "apply": {"type": "string"}},
                    "required": ["plan", "apply"],
                    "additionalProperties": False,
                    "description": "Roles of `deploy-roles`, taken before `pulumi` starts.",
                },
                {"type": "null", "description": "None: the caller's own credentials."},
            ]
        },
        "list_merge_strategy": {"enum": list(LIST_STRATEGIES)},
    },
}


def manifest_schema(kinds: Mapping[str, Mapping[str, Any]], component_type: str = "pulumi") -> Schema:
    """The schema of manifests whose instances of a type have the variables of these kinds.

    ``kinds`` maps a kind's name to the JSON Schema of its variables, as pydantic writes it. A manifest is a layer, so
    nothing in it is required; variables at the top and for a component type may be those of any kind.

    >>> schema = manifest_schema({"budget": {"type": "object", "properties": {"limit": {"type": "integer"}}}})
    >>> schema["$defs"]["budget"]["properties"]["limit"]
    {'type': 'integer'}
    """
    definitions: Schema = {}
    for kind, variables in kinds.items():
        definitions[kind] = _partial(variables, kind)
        for name, definition in variables.get("$defs", {}).items():
            definitions[f"{kind}.{name}"] = _partial(definition, kind)
    instances = {"type": "object", **_instances(kinds)}
    return {
        "$schema": _DRAFT,
        "title": "Manifest",
        "type": "object",
        "properties": {
            "import": _IMPORT,
            **dict.fromkeys(GLOBAL_SECTIONS, _ANY_MAP),
            "settings": _SETTINGS,
            "locals": _ANY_MAP,
            "overrides": _section({"$ref": "#/$defs/vars"}),
            **{kind: {"type": "object"} for kind in COMPONENT_TYPES},
            component_type: _section({"$ref": "#/$defs/vars"}),
            "components": {"type": "object", "properties": {component_type: instances}},
            "name": {"type": "string", "description": "Name of the config stack, instead of the name pattern."},
        },
        "patternProperties": {"^x-": {}},
        "$defs": {"vars": _ANY_MAP, **definitions},
    }


def _instances(kinds: Mapping[str, Mapping[str, Any]]) -> Schema:
    named = {
        "if": {"properties": {"metadata": {"required": ["component"]}}, "required": ["metadata"]},
        "then": {
            "allOf": [
                {
                    "if": {"properties": {"metadata": {"properties": {"component": {"const": kind}}}}},
                    "then": {"properties": {"vars": {"$ref": f"#/$defs/{kind}"}}},
                }
                for kind in kinds
            ]
        },
    }
    return {
        "properties": {kind: _instance(kind, named) for kind in kinds},
        "additionalProperties": {**_section(_ANY_MAP), **named},
    }


def _instance(kind: str, named: Schema) -> Schema:
    """An instance with the name of a kind is of that kind unless its metadata names another."""
    return {**_section(_ANY_MAP), **named, "else": {"properties": {"vars": {"$ref": f"#/$defs/{kind}"}}}}


def _section(variables: Schema) -> Schema:
    properties = {"vars": variables, "settings": _SETTINGS, "env": _ANY_MAP, "metadata": _METADATA}
    return {"type": "object", "properties": properties}


def _partial(schema: Any, kind: str) -> Any:
    """The schema with nothing required, its references pointing at the kind's own definitions."""
    if isinstance(schema, list):
        return [_partial(item, kind) for item in schema]
    if not isinstance(schema, Mapping):
        return schema
    # A variable may itself be called "required" or "$defs": properties are names, not keywords.
    found = {
        key: {name: _partial(item, kind) for name, item in value.items()}
        if key == "properties" and isinstance(value, Mapping)
        else _partial(value, kind)
        for key, value in schema.items()
        if not (key == "required" and isinstance(value, list)) and key != "$defs"
    }
    reference = found.get("$ref")
    if isinstance(reference, str):
        found["$ref"] = reference.replace("#/$defs/", f"#/$defs/{kind}.")
    return found
