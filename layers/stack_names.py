"""Which config stack an instance belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from layers.composition import Composition, StackManifest
from layers.naming import NamePattern
from layers.rule import Findings
from layers.rules import rs130_context_missing, rs131_context_not_text, rs133_name_template
from layers.settings import TreeSettings

_TEMPLATE_DATA = ("settings", "env", "metadata")


class StackNames:
    """Names config stacks: by `name` in the stack manifest, else by template, else by pattern, else by manifest id."""

    def __init__(self, settings: TreeSettings, findings: Findings) -> None:
        self.settings = settings
        self.findings = findings
        self.pattern = NamePattern(settings.name_pattern or "")

    @property
    def form(self) -> str:
        """The pattern or template, as messages name it."""
        return self.settings.name_template or self.settings.name_pattern or ""

    def name(self, composition: Composition) -> str:
        """The config stack of a component; empty when it has none.

        An abstract component that lacks a variable of the pattern belongs to its stack manifest, as in Atmos.
        """
        manifest = composition.manifest
        explicit = manifest.layered.document.value.get("name")
        if isinstance(explicit, str) and explicit:
            return explicit
        if self.settings.name_template:
            return self._templated(composition, self.settings.name_template)
        if not self.settings.name_pattern:
            return manifest.id
        name = self.pattern.name(composition.raw("vars"))
        return name or (manifest.id if composition.abstract else "")

    def report_unnamed(self, manifest: StackManifest, compositions: Sequence[Composition]) -> None:
        """Adds a finding for each variable of the pattern that instances of a stack manifest lack."""
        lacking: dict[str, list[Composition]] = defaultdict(list)
        for composition in compositions:
            for variable in self.pattern.missing(composition.raw("vars")):
                lacking[variable].append(composition)
        for variable, those in lacking.items():
            value = those[0].raw("vars").get(variable)
            if value is None or value == "":
                names = [composition.name for composition in those]
                position = manifest.layered.document.position(("import",))
                rs130_context_missing.found(self.findings, position, self.form, variable, manifest.id, names)
            else:
                position = those[0].provenance.position(("vars", variable))
                rs131_context_not_text.found(self.findings, position, variable, value)

    def _templated(self, composition: Composition, template: str) -> str:
        from layers.templates import TemplateError  # most trees have none

        manifest = composition.manifest
        try:
            return self._evaluated(composition, template)
        except TemplateError as error:
            if not manifest.layered.incomplete:
                position = manifest.layered.document.position(("import",))
                rs133_name_template.found(
                    self.findings, position, template, error.problem, manifest.id, composition.name
                )
            return ""

    def _evaluated(self, composition: Composition, template: str) -> str:
        from layers.templates import evaluate

        named = (key for key in composition.keys if f".{key}" in template)
        data = {key: composition.raw(key) for key in (*_TEMPLATE_DATA, *named)}
        data |= {"vars": composition.raw("vars"), "atmos_component": composition.name}
        return str(evaluate(template, data, composition.manifest.surroundings.variable))


def account_of(variables: Mapping[str, Any]) -> tuple[str, str]:
    """Tenant and stage, empty where they are missing.

    >>> account_of({"tenant": "core", "stage": 7})
    ('core', '')
    """
    tenant, stage = variables.get("tenant"), variables.get("stage")
    return tenant if isinstance(tenant, str) else "", stage if isinstance(stage, str) else ""
