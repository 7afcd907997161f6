"""One component of a stack manifest: the layers that its sections are made of, put together on demand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from layers.inheritance import bases_of
from layers.layered import FILE_ONLY, Layered
from layers.markers import settle
from layers.merge import LIST_STRATEGIES, Map, Merge, fold, merging
from layers.rule import Findings
from layers.rules import rs142_unknown_base
from layers.sections import GLOBAL_SECTIONS
from model.finding import Path, Position

_NOT_INHERITED = frozenset(("metadata", "component"))
_OWN_METADATA = frozenset(("inherits", "type"))


class StackManifest:
    """A discovered manifest. Sections that all of its components share are merged once."""

    def __init__(self, layered: Layered, findings: Findings) -> None:
        self.id = layered.document.id
        self.layered = layered
        self.findings = findings
        self._shared: dict[tuple[str, str], Map] = {}

    def compositions(self) -> Iterator[Composition]:
        """Every component that the manifest and its imports configure."""
        for component_type, components in self.layered.section("components").items():
            for name in components:
                yield Composition(self, component_type, name)

    def shared(self, component_type: str, key: str) -> Any:
        """A section below all components of a type: the global one with the component type's above."""
        place = (component_type, key)
        if place not in self._shared:
            common = self.layered.section(key) if key in GLOBAL_SECTIONS else None
            special = self.layered.section(component_type).get(key)
            self._shared[place] = combine(self.layered.merge, (common, special))
        return self._shared[place]


class Composition:
    """The layers of one component."""

    def __init__(self, manifest: StackManifest, component_type: str, name: str) -> None:
        self.manifest = manifest
        self.component_type = component_type
        self.name = name
        self.components = manifest.layered.components(component_type)
        self.own: Map = self.components[name]
        self.bases = bases_of(self.components, name, self._unknown_base)
        self.overrides = manifest.layered.overrides(component_type, name)
        self._sections: dict[str, Any] = {}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Sections that the component has, the well-known ones first."""
        layered = self.manifest.layered
        found = dict.fromkeys(("vars", "settings", "env", "metadata"))
        found.update(dict.fromkeys(key for key in GLOBAL_SECTIONS if layered.section(key)))
        found.update(dict.fromkeys(key for key in layered.section(self.component_type) if key not in FILE_ONLY))
        for base in self.bases:
            found.update(dict.fromkeys(key for key in self.components[base] if key not in _NOT_INHERITED))
        found.update(dict.fromkeys(key for key in (*self.own, *self.overrides) if key not in FILE_ONLY))
        return tuple(found)

    @cached_property
    def strategy(self) -> str:
        """How this component's lists merge: `settings.list_merge_strategy` may say, else the tree's settings."""
        default = self.manifest.layered.strategy
        chosen = self._combined("settings", merging(default)).get("list_merge_strategy")
        return chosen if chosen in LIST_STRATEGIES else default

    def section(self, key: str) -> Any:
        """A section, merged; a map for those that are maps, empty when nobody has it."""
        if key not in self._sections:
            value = self._combined(key, merging(self.strategy))
            self._sections[key] = settle(value) if self.manifest.layered.marked else value
        return self._sections[key]

    def _combined(self, key: str, merge: Merge) -> Any:
        if key == "metadata":
            return self._metadata(merge)
        parts = [] if key == "component" else [self.manifest.shared(self.component_type, key)]
        if key not in _NOT_INHERITED:
            base: Any = None
            for name in self.bases:
                base = combine(merge, (base, self.components[name].get(key), self._base_overrides(name).get(key)))
            parts.append(base)
        return combine(merge, (*parts, self.own.get(key), self.overrides.get(key)))

    def _metadata(self, merge: Merge) -> Map:
        inherited = (self.components[base].get("metadata") or {} for base in self.bases)
        parts = [{key: value for key, value in part.items() if key not in _OWN_METADATA} for part in inherited]
        return fold(merge, (*parts, self.own.get("metadata")))

    def _base_overrides(self, base: str) -> Map:
        return self.manifest.layered.overrides(self.component_type, base)

    def _unknown_base(self, component: str, base: str) -> None:
        if self.manifest.layered.incomplete:
            return
        path = ("components", self.component_type, component, "metadata", "inherits")
        position = self.written(path)
        id = self.manifest.id
        rs142_unknown_base.found(self.manifest.findings, position, component, base, id, self.components)

    def written(self, path: Path) -> Position:
        """The place of an entry in the strongest file of the manifest that has it, else of the manifest."""
        found = Position(self.manifest.layered.document.display)
        for document in self.manifest.layered.files().values():
            if document.node(path) is not None:
                found = document.position(path)
        return found


def combine(merge: Merge, parts: tuple[Any, ...]) -> Any:
    """Layers of one section as one: maps merge, otherwise the last that is there wins; an empty map for none."""
    present = [part for part in parts if part is not None]
    if not present:
        return {}
    if all(type(part) is dict for part in present):
        return fold(merge, present)
    return fold(merge, [{"": part} for part in present])[""]
