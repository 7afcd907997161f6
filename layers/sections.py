"""The sections that a manifest may have, and what type each of them is."""

from __future__ import annotations

from typing import Any

from layers.document import Document
from layers.rule import Findings
from layers.rules import rs120_section, rs121_unknown_section, rs122_global_metadata
from layers.settings import TreeSettings
from model.finding import Path

COMPONENT_TYPES = ("terraform", "helmfile", "packer", "ansible", "pulumi")
GLOBAL_SECTIONS = ("vars", "settings", "env", "hooks", "dependencies", "auth", "generate")
"""Sections at the top of a manifest that every component inherits."""
_MAPS = frozenset(("vars", "settings", "env", "overrides", "locals", "backend", "remote_state_backend", "providers"))
_TOP = frozenset((*GLOBAL_SECTIONS, "overrides", "locals", "metadata", "components", *COMPONENT_TYPES))
_OTHER = frozenset(("name", "import", "workflows", "templates", "stores", "profiles", "schemas", "version", "tags"))
_TEXTS = ("component", "type")


def check_sections(document: Document, settings: TreeSettings, findings: Findings) -> None:
    """Adds a finding for each section of the wrong type and takes it out, so that what remains can be merged."""
    value = document.value
    check = _Check(document, findings)
    for key in list(value):
        if key in _TOP or key in settings.component_types:
            if not check.is_map(value, key, ()):
                continue
            if key == "overrides":
                check.maps(value[key], (key,))
            elif key == "metadata":
                check.global_metadata(value[key])
            elif key == "components":
                check.components(value[key])
            elif key in COMPONENT_TYPES or key in settings.component_types:
                check.maps(value[key], (key,))
        elif key == "name":
            check.is_text(value, key, ())
        elif key not in _OTHER and not key.startswith(("x-", ".")):
            rs121_unknown_section.found(findings, document, key, (*_TOP, *_OTHER))


class _Check:
    def __init__(self, document: Document, findings: Findings) -> None:
        self.document = document
        self.findings = findings

    def is_map(self, parent: dict[str, Any], key: str, above: Path) -> bool:
        if type(parent[key]) is dict:
            return True
        rs120_section.found(self.findings, self.document, (*above, key), parent.pop(key))
        return False

    def maps(self, section: dict[str, Any], above: Path) -> None:
        for key in _MAPS & section.keys():
            if self.is_map(section, key, above) and key == "overrides":
                self.maps(section[key], (*above, key))

    def global_metadata(self, metadata: dict[str, Any]) -> None:
        for key in [key for key in metadata if key not in rs122_global_metadata.ALLOWED]:
            rs122_global_metadata.found(self.findings, self.document, key)
            del metadata[key]

    def components(self, section: dict[str, Any]) -> None:
        for component_type in list(section):
            if not self.is_map(section, component_type, ("components",)):
                continue
            components = section[component_type]
            for name in list(components):
                path = ("components", component_type, name)
                if self.is_map(components, name, path[:-1]):
                    self.component(components[name], path)

    def component(self, component: dict[str, Any], path: Path) -> None:
        self.maps(component, path)
        if "metadata" in component and self.is_map(component, "metadata", path):
            self.metadata(component["metadata"], (*path, "metadata"))
        if "component" in component:
            self.is_text(component, "component", path)

    def metadata(self, metadata: dict[str, Any], path: Path) -> None:
        inherits = metadata.get("inherits", ())
        if inherits != () and not (isinstance(inherits, list) and all(isinstance(base, str) for base in inherits)):
            wanted = "list of component names"
            del metadata["inherits"]
            rs120_section.found(self.findings, self.document, (*path, "inherits"), inherits, wanted)
        for key in _TEXTS:
            if key in metadata:
                self.is_text(metadata, key, path)

    def is_text(self, parent: dict[str, Any], key: str, above: Path) -> None:
        if not isinstance(parent[key], str):
            rs120_section.found(self.findings, self.document, (*above, key), parent.pop(key), "text")
