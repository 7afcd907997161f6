"""Configuration as plain data, to print."""

from __future__ import annotations

import json
from typing import Any

from model.reference import Reference


def plain(value: Any) -> Any:
    """The value with references as they are written."""
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
        return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
    import yaml

    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=120)
