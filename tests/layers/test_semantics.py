"""Good trees resolve to what Atmos makes of them; `expected.yaml` beside each says what that is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from layers import load
from layers.describe import describe_stacks
from layers.json_text import to_json
from layers.yaml_text import to_yaml

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").iterdir())
SECTIONS = (
    "vars", "settings", "env", "metadata", "component", "inheritance", "overrides", "command", "workspace",
    "dependencies", "backend_type", "backend", "remote_state_backend_type", "remote_state_backend",
)  # fmt: skip


@pytest.mark.parametrize("folder", GOOD, ids=lambda folder: folder.name)
def test_a_good_tree_resolves_to(folder: Path) -> None:
    described = describe_stacks(load(folder), sections=SECTIONS)
    shown = {
        stack: {
            kind: {name: _filled(content) for name, content in part.items()}
            for kind, part in content["components"].items()
        }
        for stack, content in described.items()
    }
    assert to_yaml(shown) == (folder / "expected.yaml").read_text()


def test_json_and_yaml_say_the_same() -> None:
    described = describe_stacks(load(HERE / "good" / "inheritance"))
    assert yaml.safe_load(to_json(described)) == yaml.safe_load(to_yaml(described))


def _filled(content: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value not in ({}, [], "")}
