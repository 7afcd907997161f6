"""The JSON Schema of `rootstock.yaml`, and the file that its modeline names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from layers.settings_schema import settings_schema
from operate.deployments.settings import Deployments

FILE = Path(__file__).parent.parent / "docs" / "reference" / "schemas" / "settings.json"


def schema() -> dict[str, Any]:
    """The schema of the settings of a configuration tree, `deployments` included."""
    return settings_schema(Deployments.model_json_schema())


def schema_text() -> str:
    """The schema as `rootstock schema settings` prints it."""
    return json.dumps(schema(), indent=2) + "\n"


def main() -> None:
    """Writes the file that editors read."""
    FILE.write_text(schema_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
