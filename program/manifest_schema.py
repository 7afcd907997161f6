"""The JSON Schema of manifests with the variables of every kind."""

from __future__ import annotations

from typing import Any

from layers.schema import manifest_schema
from program.kinds import KINDS


def schema() -> dict[str, Any]:
    """The schema of a manifest, with the variables of each kind described where an instance of it stands."""
    return manifest_schema({name: kind.variables.model_json_schema() for name, kind in KINDS.items()})
