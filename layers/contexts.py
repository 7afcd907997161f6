"""Which config stack each component of a stack manifest belongs to."""

from __future__ import annotations

from typing import Any

from layers.composition import Composition, StackManifest
from layers.index import Contexts
from layers.merge import Map
from layers.naming import NamePattern
from layers.settings import TreeSettings

_ACCOUNT = ("tenant", "stage")


class StackNames:
    """Names config stacks as the tree's settings say: by pattern, else by manifest id."""

    def __init__(self, settings: TreeSettings) -> None:
        self.settings = settings
        self.pattern = NamePattern(settings.name_pattern or "")
        self._labels = frozenset((*self.pattern.variables, *_ACCOUNT))

    def name(self, manifest: StackManifest, own: Map, variables: Map) -> str:
        """The config stack of a component with these variables, empty when one is missing.

        An abstract component without a name belongs to its stack manifest, as in Atmos.
        """
        if not self.settings.name_pattern:
            return manifest.id
        name = self.pattern.name(variables)
        if name is None and (own.get("metadata") or {}).get("type") == "abstract":
            return manifest.id
        return name or ""

    def contexts(self, manifest: StackManifest) -> tuple[Contexts, bool]:
        """Config stack, tenant and stage of the manifest's components, and whether one of them has no stack."""
        found: dict[tuple[str, str, str], None] = {}
        for component_type, components in manifest.layered.section("components").items():
            shared = manifest.shared(component_type, "vars")
            common = self.name(manifest, {}, shared), *account_of(shared)
            for name, own in components.items():
                # Most components leave the context alone: their stack is known without merging their variables.
                if manifest.layered.overriding or self._may_set(components, name, own):
                    variables = Composition(manifest, component_type, name).section("vars")
                    found[self.name(manifest, own, variables), *account_of(variables)] = None
                elif common[0]:
                    found[common] = None
                else:
                    found[self.name(manifest, own, shared), *account_of(shared)] = None
        return tuple(found), any(not context[0] for context in found)

    def _may_set(self, components: Map, name: str, own: Map, above: tuple[str, ...] = ()) -> bool:
        if name in above or not self._labels.isdisjoint(own.get("vars") or ()):
            return True
        bases = (own.get("metadata") or {}).get("inherits") or ()
        if own.get("component") in components:
            bases = (*bases, own["component"])
        return any(
            base in components and self._may_set(components, base, components[base], (*above, name)) for base in bases
        )


def account_of(variables: Any) -> tuple[str, str]:
    """Tenant and stage, empty where they are missing.

    >>> account_of({"tenant": "core", "stage": 7})
    ('core', '')
    """
    tenant, stage = variables.get("tenant"), variables.get("stage")
    return tenant if isinstance(tenant, str) else "", stage if isinstance(stage, str) else ""
