"""The `sources` of `describe component`: for each key of a section, the files that write it, strongest first."""

from __future__ import annotations

from typing import Any

from layers.instance import Instance
from layers.merge import Map
from layers.provenance import TREE_SETTINGS, Layer
from model.finding import Path

_SECTIONS = ("vars", "env", "settings", "backend")


def sources(instance: Instance, backend_type: str = "", backend: Map | None = None) -> dict[str, dict[str, Any]]:
    """Section to key to its final value and the layers that write it, in Atmos's field names.

    ``backend`` is the final backend of that type, where there is one: its keys stand for the section's.

    >>> from pathlib import Path
    >>> from layers import load
    >>> stack = load(Path("tests/layers/good/levels")).stacks["core-gbl-root"]
    >>> found = sources(stack.instances["pulumi"]["account-settings"])["vars"]["from_base"]
    >>> found["final_value"], [layer["stack_file_section"] for layer in found["stack_dependencies"]]
    ('base', ['components.pulumi.vars', 'pulumi.vars', 'vars'])
    """
    found = {key: _section(instance, (key,), instance.sections.get(key)) for key in _SECTIONS}
    if backend_type:
        found["backend"] = _section(instance, ("backend", backend_type), backend)
    return found


def _section(instance: Instance, path: Path, values: Any) -> dict[str, Any]:
    place = ".".join(map(str, path))
    found: dict[str, Any] = {}
    for key, value in (values if isinstance(values, dict) else {}).items():
        origin = instance.origin((*path, key))
        layers = [layer for layer in origin.layers if layer.level != TREE_SETTINGS] if origin else []
        dependencies = [_dependency(instance, place, layer) for layer in layers]
        found[key] = {"name": key, "final_value": value, "stack_dependencies": dependencies}
    return found


def _dependency(instance: Instance, section: str, layer: Layer) -> dict[str, Any]:
    manifest = instance.composition.manifest
    return {
        "stack_file": layer.manifest,
        "stack_file_section": _place(instance.component_type, section, layer.level),
        "variable_value": layer.value,
        "dependency_type": "inline" if layer.manifest == manifest.id else "import",
    }


def _place(component_type: str, section: str, level: str) -> str:
    if level.startswith("global"):
        return section
    if level.startswith("component-type"):
        return f"{component_type}.{section}"
    if level == "override":
        return f"overrides.{section}"
    return f"components.{component_type}.{section}"
