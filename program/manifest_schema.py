"""The JSON Schema of manifests with the variables of every kind, and the file that modelines name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from layers.schema import manifest_schema
from program.kinds import KINDS

FILE = Path(__file__).parent.parent / "docs" / "reference" / "schemas" / "manifest.json"


def schema() -> dict[str, Any]:
    """The schema of a manifest, with the variables of each kind described where an instance of it stands."""
    return manifest_schema({name: kind.variables.model_json_schema() for name, kind in KINDS.items()})


def schema_text() -> str:
    """The schema as `rootstock schema` prints it."""
    return json.dumps(schema(), indent=2) + "\n"


def main() -> None:
    """Writes the file that editors read."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(schema_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
