"""Configuration as plain data, to print."""

from __future__ import annotations

from typing import Any


def plain(value: Any) -> Any:
    """The value with references as they are written."""
    from model.reference import Reference

    if isinstance(value, Reference):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [plain(child) for child in value]
    return value


def as_text(value: Any, output_format: str) -> str:
    """The value as a YAML or JSON document."""
    if output_format == "json":
        from layers.json_text import to_json

        return to_json(value)
    from layers.yaml_text import to_yaml

    return to_yaml(value)
