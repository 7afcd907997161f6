"""Which settings a `rootstock.yaml` may have: what is read of it is checked by this, and editors read the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layers.merge import LIST_STRATEGIES

Schema = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
DUPLICATES = ("forbid", "allow_identical")
_TEXT: Schema = {"type": "string", "minLength": 1}
_FOLDER: Schema = {"type": "string"}
_SWITCH: Schema = {"type": "boolean"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_ATMOS_ALONE: dict[str, tuple[str, ...]] = {
    "": (
        "ai",
        "aliases",
        "auth",
        "aws",
        "cast",
        "ci",
        "commands",
        "compositions",
        "container",
        "default",
        "describe",
        "devcontainer",
        "diagnostics",
        "docs",
        "edition",
        "errors",
        "git",
        "import",
        "imports",
        "list",
        "logs",
        "lsp",
        "mcp",
        "metadata",
        "profiler",
        "profiles",
        "schemas",
        "secrets",
        "stores",
        "toolchain",
        "validate",
        "vendor",
        "version",
        "workflows",
    ),
    "stacks": ("list",),
    "settings": ("docs", "experimental", "markdown", "pro", "provision", "telemetry", "terminal", "yaml"),
}
"""Keys of an `atmos.yaml` that say nothing about values: a file that becomes a `rootstock.yaml` may keep them."""


def _described(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def _section(properties: Mapping[str, Schema], description: str = "") -> Schema:
    return {"type": "object", "description": description, "properties": dict(properties), "additionalProperties": False}


_SECTIONS: dict[str, Schema] = {
    "base_path": _described(_FOLDER, "Folder that the other paths start from; by default that of this file."),
    "stacks": _section(
        {
            "base_path": _described(_FOLDER, "Folder below `base_path` that import paths start from."),
            "included_paths": _described({**_TEXTS, "minItems": 1}, 'Stack manifests, such as ["orgs/**/*"].'),
            "excluded_paths": _described(_TEXTS, "Manifests among them that are only imported."),
            "name_pattern": _described(_TEXT, "How config stacks are named, such as {tenant}-{environment}-{stage}."),
            "name_template": _described(_TEXT, "The same as a template over an instance; goes before the pattern."),
            "inherit": _section(
                {"metadata": {"type": "boolean"}, "source": {"type": "boolean"}}, "What bases hand on."
            ),
        },
        "Where stack manifests are, and how config stacks are named.",
    ),
    "components": {
        "type": "object",
        "description": "Component types.",
        "additionalProperties": {
            "type": "object",
            "properties": {"base_path": _described(_FOLDER, "Folder of a type's code, printed as `component_path`.")},
        },
    },
    "settings": _section(
        {
            "list_merge_strategy": {
                "enum": list(LIST_STRATEGIES),
                "description": "How lists merge; `replace` by default.",
            }
        },
        "How lists merge.",
    ),
    "templates": {
        "type": "object",
        "description": "Templates in values.",
        "properties": {
            "settings": {
                "type": "object",
                "properties": {
                    "enabled": {"type": "boolean", "description": "Whether templates in values are executed."},
                    "evaluations": {"type": "integer", "minimum": 1, "maximum": 9, "description": "How often."},
                },
            }
        },
    },
    "account_map": _section(
        {
            "stack": _described(_TEXT, "Config stack of the account map."),
            "component": _described(_TEXT, "Instance that is the account map."),
        },
        "Where every other stack finds the account map.",
    ),
    "pulumi": _section(
        {
            "component_types": _described(_TEXTS, "Component types that the Pulumi program deploys."),
            "slices": {
                "type": "object",
                "additionalProperties": {"type": "string", "pattern": "^[A-Za-z0-9_]+$"},
                "description": "Slice by kind for instances that set no `settings.slice`.",
            },
        },
        "What the Pulumi program deploys.",
    ),
    "env": {"type": "object", "description": "Environment of every instance, below what manifests say."},
    "integrations": {"type": "object", "description": "`github` becomes `settings.integrations.github` everywhere."},
    "duplicates": {
        "enum": list(DUPLICATES),
        "description": "Whether an instance in two manifests of one config stack is an error when both are equal.",
    },
    "deployments": {"type": "object", "description": "Who runs the stacks, and from which repository."},
}


def known_settings() -> dict[str, tuple[str, ...]]:
    """Keys by section, "" for the top, of sections that have no others.

    >>> known_settings()["settings"]
    ('list_merge_strategy',)
    """
    closed = {name: section for name, section in _SECTIONS.items() if section.get("additionalProperties") is False}
    return {"": tuple(_SECTIONS), **{name: tuple(section["properties"]) for name, section in closed.items()}}


def left_to_atmos(section: str) -> tuple[str, ...]:
    """Keys of a section that only Atmos reads.

    >>> left_to_atmos("stacks")
    ('list',)
    """
    return tuple(_ATMOS_ALONE.get(section, ()))


def settings_schema(deployments: Mapping[str, Any]) -> Schema:
    """JSON Schema of a `rootstock.yaml`, with the schema of its section `deployments`, as pydantic writes it.

    >>> settings_schema({"type": "object"})["properties"]["duplicates"]["enum"]
    ['forbid', 'allow_identical']
    """
    sections = {**_SECTIONS, "deployments": {key: value for key, value in deployments.items() if key != "$defs"}}
    return {
        "$schema": _DRAFT,
        "title": "Settings of a configuration tree",
        **_open(_section(sections), ""),
        "required": ["stacks"],
        "$defs": dict(deployments.get("$defs", {})),
    }


def _open(schema: Schema, section: str) -> Schema:
    """The schema with the keys that only Atmos reads."""
    properties = {
        key: _open(value, key) if not section and value.get("additionalProperties") is False else value
        for key, value in schema["properties"].items()
    }
    return {**schema, "properties": {**properties, **dict.fromkeys(left_to_atmos(section), True)}}
