"""A manifest with everything that it imports, merged section by section when one is asked for."""

from __future__ import annotations

from layers.combining import Combining
from layers.document import Document
from layers.merge import Map
from layers.overriding import has_overrides, override_places

FILE_ONLY = frozenset(("locals", "name", "overrides"))
"""Sections that an import does not hand on: they belong to the file that holds them."""


class Layered:
    """A document above its imports, weakest first. Shared by every manifest that imports it, so never changed.

    ``keys`` are the sections that it or an import has. It is ``incomplete`` where a file could not be found or read,
    ``marked`` with `!append` or `!unset` somewhere, ``overriding`` with an `overrides` section somewhere.
    """

    def __init__(
        self, document: Document, imports: tuple[Layered, ...], combine: Combining, incomplete: bool = False
    ) -> None:
        self.document = document
        self.imports = imports
        self.combine = combine
        self.keys: frozenset[str] = frozenset(document.value)
        self.incomplete: bool = incomplete or document.broken
        self.marked: bool = document.marked
        self.overriding: bool = has_overrides(document)
        self.choosing: bool = b"list_merge_strategy" in document.text
        self.templated: bool = b"{{" in document.text
        for layer in imports:
            self.keys |= layer.keys
            self.incomplete |= layer.incomplete
            self.marked |= layer.marked
            self.overriding |= layer.overriding
            self.choosing |= layer.choosing
            self.templated |= layer.templated
        self._sections: dict[str, Map] = {}

    def section(self, key: str) -> Map:
        """A section, the file's own above that of its imports; empty when nobody has it."""
        known = self._sections.get(key)
        if known is None:
            parts = [layer.section(key) for layer in self.imports if key in layer.keys]
            known = self._sections[key] = self.combine(*parts, self.document.value.get(key))
        return known

    def components(self, component_type: str) -> Map:
        """Components of a type by name, as they are written here and in the imports."""
        found: Map = self.section("components").get(component_type) or {}
        return found

    def overrides(self, component_type: str, name: str) -> Map:
        """What `overrides` sections say about a component."""
        if not self.overriding:
            return {}
        places = override_places(self, component_type, name)
        found: Map = self.combine(*(document.at(path) for document, path in places))
        return found

    def files(self) -> dict[str, Document]:
        """Documents of the whole import chain by path, each after those it imports, this one last."""
        return {layer.document.path: layer.document for layer in self.chain()}

    def depends_on(self) -> dict[str, None]:
        """Absolute paths of the files of the import chain and of those that they include."""
        found: dict[str, None] = {}
        for layer in self.chain():
            found[layer.document.path] = None
            found.update(layer.document.included)
        return found

    def chain(self) -> list[Layered]:
        """Every manifest of the import chain once, each after those it imports."""
        found: dict[int, Layered] = {}
        self._collect(found, set())
        return list(found.values())

    def _collect(self, found: dict[int, Layered], seen: set[int]) -> None:
        seen.add(id(self))
        for layer in self.imports:
            if id(layer) not in seen:
                layer._collect(found, seen)
        found[id(self)] = self
