"""A manifest with everything that it imports, merged section by section when one is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from layers.document import Document
from layers.merge import Map, fold, merging

FILE_ONLY = ("locals", "name", "overrides")
"""Sections that an import does not hand on: they belong to the file that holds them."""


class Layered:
    """A document above its imports, weakest first. Shared by every manifest that imports it, so never changed."""

    def __init__(self, document: Document, imports: tuple[Layered, ...], strategy: str, incomplete: bool) -> None:
        self.document = document
        self.imports = imports
        self.strategy = strategy
        self.merge = merging(strategy)
        self.incomplete: bool = incomplete or document.broken or any(layer.incomplete for layer in imports)
        self.marked: bool = document.marked or any(layer.marked for layer in imports)
        self.overriding: bool = _overrides(document) or any(layer.overriding for layer in imports)
        self._sections: dict[str, Any] = {}

    def section(self, key: str) -> Map:
        """A section, the file's own above that of its imports; empty when nobody has it."""
        known = self._sections.get(key)
        if known is None:
            parts = [layer.section(key) for layer in self.imports]
            parts.append(self.document.value.get(key) or {})
            known = self._sections[key] = fold(self.merge, parts)
        return known

    def components(self, component_type: str) -> Map:
        """Components of a type by name, as they are written here and in the imports."""
        found: Map = self.section("components").get(component_type) or {}
        return found

    def overrides(self, component_type: str, name: str) -> Map:
        """What `overrides` sections say about a component: those of the files that define or import it."""
        if not self.overriding or name not in self.components(component_type):
            return {}
        own = self.document.value
        layers: list[Map | None] = [layer.overrides(component_type, name) for layer in self.imports]
        layers += [own.get("overrides"), (own.get(component_type) or {}).get("overrides")]
        return fold(self.merge, layers)

    def files(self) -> dict[str, Document]:
        """Documents of the whole import chain by path, the deepest first, this one last."""
        found: dict[str, Document] = {}
        for layer in self.walk():
            found.setdefault(layer.document.path, layer.document)
        return found

    def walk(self) -> Iterator[Layered]:
        """Every layer, each after what it imports."""
        for layer in self.imports:
            yield from layer.walk()
        yield self


def _overrides(document: Document) -> bool:
    value = document.value
    return "overrides" in value or any("overrides" in part for part in value.values() if isinstance(part, dict))
