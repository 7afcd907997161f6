"""One component of a stack manifest: the layers that its sections are made of, put together on demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from layers.combining import Combining
from layers.everywhere import everywhere
from layers.inheritance import bases_of, pointed_at
from layers.layered import FILE_ONLY, Layered
from layers.markers import MARKERS, settle
from layers.merge import LIST_STRATEGIES, Map
from layers.rule import Findings
from layers.rules import rs142_unknown_base, rs143_inheritance_cycle, rs145_list_strategy, rs170_template
from layers.scalars import key_text
from layers.sections import GLOBAL_SECTIONS
from layers.settings import TreeSettings
from layers.surroundings import Surroundings
from layers.workspace import workspace
from model.finding import Path, Position

if TYPE_CHECKING:
    from layers.provenance import Provenance
    from layers.templates import TemplateError

_FIRST = ("vars", "settings", "env", "metadata")
_OWN_METADATA = frozenset(("inherits", "type"))


class StackManifest:
    """A discovered manifest. Sections that all of its components share are merged once."""

    def __init__(
        self, layered: Layered, surroundings: Surroundings, findings: Findings, settings: TreeSettings
    ) -> None:
        self.id = layered.document.id
        self.layered = layered
        self.surroundings = surroundings
        self.findings = findings
        self.settings = settings
        self.marked = layered.marked or (settings.everywhere is not None and settings.everywhere.marked)
        self.templates = settings.templates if layered.templated else 0
        self._everywhere = everywhere(settings)
        self._shared: dict[tuple[str, str], Any] = {}
        self._keys: dict[str, dict[str, None]] = {}

    def compositions(self) -> Iterator[Composition]:
        """Every component that the manifest and its imports configure."""
        for component_type, components in self.layered.section("components").items():
            for name in components:
                yield Composition(self, component_type, name)

    def shared(self, component_type: str, key: str) -> Any:
        """A section below all components of a type: the global one with the component type's above."""
        place = (component_type, key)
        known = self._shared.get(place)
        if known is None:
            common = self.layered.section(key) if key in GLOBAL_SECTIONS else None
            special = self._of_type(component_type).get(key)
            known = self._shared[place] = self.layered.combine(self._everywhere.get(key), common, special)
        return known

    def _of_type(self, component_type: str) -> Map:
        """The component type's section; empty where a type has the name of a key that is no section."""
        found: Any = self.layered.section(component_type)
        return found if isinstance(found, dict) else {}

    def keys(self, component_type: str) -> dict[str, None]:
        """Sections that all components of a type have, the well-known ones first."""
        known = self._keys.get(component_type)
        if known is None:
            common = (key for key in GLOBAL_SECTIONS if key in self.layered.keys)
            special = (key for key in self._of_type(component_type) if key not in FILE_ONLY)
            known = self._keys[component_type] = dict.fromkeys((*_FIRST, *common, *special))
        return known


class Composition:
    """The layers of one component. ``stack`` is the config stack it belongs to, once that is known."""

    def __init__(self, manifest: StackManifest, component_type: str, name: str) -> None:
        self.manifest = manifest
        self.component_type = component_type
        self.name = name
        self.components = manifest.layered.components(component_type)
        self.own: Map = self.components[name]
        self.bases = bases_of(self.components, name, self._unknown_base, self._circle)
        self.overrides = manifest.layered.overrides(component_type, name)
        self._sections: dict[str, Any] = {}
        self.stack = ""
        self._combining: Combining | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Sections that the component has, the well-known ones first."""
        found = self.manifest.keys(self.component_type).copy()
        for base in self.bases:
            found.update(dict.fromkeys(self.components[base]))
        if "component" not in self.own:
            found.pop("component", None)
        found.update(dict.fromkeys(self.own))
        found.update(dict.fromkeys(self.overrides))
        return tuple(found) if FILE_ONLY.isdisjoint(found) else tuple(key for key in found if key not in FILE_ONLY)

    @property
    def kind(self) -> str:
        """The component that it is an instance of; a base's `metadata.component` does not count, as in Atmos."""
        found: str | None = (self.own.get("metadata") or {}).get("component")
        pointer: str | None = self.own.get("component")
        return found or (pointed_at(self.components, self.name, pointer) if pointer else self.name)

    @property
    def abstract(self) -> bool:
        """Whether it is only there to be inherited from."""
        return (self.own.get("metadata") or {}).get("type") == "abstract"

    @cached_property
    def provenance(self) -> Provenance:
        """Where its values were written."""
        # Most runs never ask.
        from layers.provenance import Provenance

        return Provenance(self)

    @cached_property
    def _environment(self) -> dict[str, str]:
        """What `env` says without a look at the environment of the process; `!env` finds it first."""
        env = self._combined("env", self.combine).items()
        return {name: key_text(text) for name, text in env if text is not None and not isinstance(text, MARKERS)}

    @property
    def place(self) -> Path:
        """Where a manifest writes the component."""
        return ("components", self.component_type, self.name)

    @property
    def combine(self) -> Combining:
        """How this component's layers combine: `settings.list_merge_strategy` may say, else the tree's settings."""
        if self._combining is None:
            combine = self.manifest.layered.combine
            if self.manifest.layered.choosing:
                chosen = self._combined("settings", combine).get("list_merge_strategy")
                if chosen in LIST_STRATEGIES:
                    combine = combine.under(chosen)
                elif chosen is not None:
                    position = self.written((*self.place, "settings", "list_merge_strategy"))
                    rs145_list_strategy.found(self.manifest.findings, position, chosen, LIST_STRATEGIES)
            self._combining = combine
        return self._combining

    def section(self, key: str) -> Any:
        """A section, merged; a map for those that are maps, empty when nobody has it."""
        if key not in self._sections:
            value = self.raw(key)
            self._sections[key] = self._executed(key, value) if self.manifest.templates else value
        return self._sections[key]

    def raw(self, key: str) -> Any:
        """A section, merged, its templates not executed."""
        value = self._combined(key, self.combine)
        return settle(value, self._environment) if self.manifest.marked else value

    def workspace(self, metadata: Map, variables: Map) -> str:
        """The name of its Terraform workspace, from its final metadata and variables."""
        own = self.own.get("metadata") or {}
        return workspace(self.stack, self.name, self.kind, own, metadata, variables)

    def written(self, path: Path) -> Position:
        """The place of an entry in the strongest file of the manifest that has it, else of the manifest."""
        found = Position(self.manifest.layered.document.display)
        for document in self.manifest.layered.files().values():
            if document.node(path) is not None:
                found = document.position(path)
        return found

    def _executed(self, key: str, value: Any) -> Any:
        """A section with its templates executed over all sections, which themselves are as they were written."""
        from layers.templating import executed, has_template  # most trees have none

        if not has_template(value):
            return value
        data = {other: self.raw(other) for other in self.keys}
        data |= dict.fromkeys(("atmos_stack", "stack"), self.stack)
        data |= dict.fromkeys(("atmos_stack_file", "atmos_manifest"), self.manifest.id)
        data |= {"atmos_component": self.name, "component": self.kind}
        if own_locals := self.combine(*(self.components[name].get("locals") for name in (*self.bases, self.name))):
            data["locals"] = own_locals
        data["workspace"] = self.workspace(data["metadata"], data["vars"])

        def failed(path: Path, error: TemplateError) -> None:
            rs170_template.value(self.manifest.findings, self.written((*self.place, *path)), error)

        given = self._template_environment(data["settings"])

        def variable(name: str) -> str | None:
            return given[name] if name in given else self.manifest.surroundings.variable(name)

        for _ in range(self.manifest.templates):
            value = executed(value, data, variable, failed, (key,))
        return value

    def _template_environment(self, settings: Map) -> dict[str, str]:
        """Environment variables for templates alone: `templates.settings.env` of the tree, then of `settings`."""
        found = dict(self.manifest.settings.template_environment)
        value: Any = settings
        for key in ("templates", "settings", "env"):
            value = value.get(key) if isinstance(value, dict) else None
        return {**found, **{name: str(text) for name, text in (value or {}).items()}}

    def _combined(self, key: str, combine: Combining) -> Any:
        if key == "metadata":
            return self._metadata(combine)
        own, over = self.own.get(key), self.overrides.get(key)
        if key == "component":
            return combine(own, over)
        shared, base = self.manifest.shared(self.component_type, key), self._base(key, combine)
        if own is None and base is None and over is None:
            return shared
        return combine(shared, base, own, over)

    def _base(self, key: str, combine: Combining) -> Any:
        if len(self.bases) == 1 and not self.manifest.layered.overriding:
            return self.components[self.bases[0]].get(key)
        base: Any = None
        for name in self.bases:
            over = self.manifest.layered.overrides(self.component_type, name)
            base = combine(base, self.components[name].get(key), over.get(key))
        return base

    def _metadata(self, combine: Combining) -> Any:
        own = self.own.get("metadata")
        if not self.bases or not self.manifest.settings.inherit_metadata:
            return combine(own)
        inherited = (self.components[base].get("metadata") or {} for base in self.bases)
        return combine(*(combine.leaving_out(part, _OWN_METADATA) for part in inherited), own)

    def _circle(self, chain: Sequence[str]) -> None:
        if self.name == min(chain):
            position = self.written((*self.place, "metadata", "inherits"))
            rs143_inheritance_cycle.found(self.manifest.findings, position, chain)

    def _unknown_base(self, component: str, base: str) -> None:
        if not self.manifest.layered.incomplete:
            position = self.written((*self.place[:2], component, "metadata", "inherits"))
            found = rs142_unknown_base.found
            found(self.manifest.findings, position, component, base, self.manifest.id, self.components)
