"""Which `overrides` sections reach a component.

They reach the components of their own file and of everything it imports. A file that has overrides and no component at
all is there to be imported: what it says counts as if the importing file said it, for that file's own components and
for those of the imports that follow it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.document import Document
from model.finding import Path

if TYPE_CHECKING:
    from layers.layered import Layered

Place = tuple[Document, Path]
"""An `overrides` section: its document, and where it stands there."""


def override_places(layered: Layered, component_type: str, name: str) -> list[Place]:
    """The sections that reach a component of a manifest, weakest first."""
    if not layered.overriding or name not in layered.components(component_type):
        return []
    own = name in (layered.document.value.get("components") or {}).get(component_type, {})
    found: list[Place] = []
    for number, layer in enumerate(layered.imports):
        if not layer.overriding:
            continue
        if any(layer.section("components").values()):
            found.extend(override_places(layer, component_type, name))
        elif own or any(name in later.components(component_type) for later in layered.imports[number + 1 :]):
            found.extend(place for one in layer.chain() for place in _own(one.document, component_type))
    return [*found, *_own(layered.document, component_type)]


def has_overrides(document: Document) -> bool:
    """Whether a document has an `overrides` section, at its top or for a component type.

    >>> has_overrides(Document("/a.yaml", b""))
    False
    """
    value = document.value
    return "overrides" in value or any("overrides" in part for part in value.values() if isinstance(part, dict))


def _own(document: Document, component_type: str) -> list[Place]:
    special = document.value.get(component_type) or {}
    places: list[Place] = [(document, ("overrides",))] if "overrides" in document.value else []
    return [*places, (document, (component_type, "overrides"))] if "overrides" in special else places
