"""Instances gathered into config stacks by the name that their own final variables give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from layers.composition import Composition, StackManifest
from layers.instance import Instance
from layers.naming import NamePattern
from layers.rule import Findings
from layers.rules import rs130_context_missing, rs131_context_not_text, rs132_stack_part, rs140_duplicate
from layers.settings import TreeSettings
from layers.tree import ConfigStack

Wanted = Callable[[str, str, str, str], bool]
"""Told config stack, tenant, stage and manifest id of an instance: whether it is wanted."""


class Gathering:
    """Names instances, refuses what is configured twice, and sorts the rest into config stacks."""

    def __init__(self, settings: TreeSettings, findings: Findings) -> None:
        self.settings = settings
        self.findings = findings
        self.pattern = NamePattern(settings.name_pattern or "")
        self.manifests: dict[str, dict[str, None]] = defaultdict(dict)
        self._instances: dict[tuple[str, str, str], list[Instance]] = defaultdict(list)

    def add(self, manifests: Iterable[StackManifest]) -> None:
        """Takes the instances of the stack manifests."""
        for manifest in manifests:
            unnamed: list[Instance] = []
            for composition in manifest.compositions():
                instance = self._instance(composition)
                stack = instance.config_stack
                if stack:
                    self.manifests[stack][manifest.id] = None
                    self._instances[stack, instance.component_type, instance.name].append(instance)
                else:
                    unnamed.append(instance)
            if unnamed and not manifest.layered.incomplete:
                self._report_unnamed(manifest, unnamed)

    def stacks(self, wanted: Wanted | None = None) -> dict[str, ConfigStack]:
        """The config stacks by name, in order; with ``wanted`` only those that hold something wanted."""
        found: dict[str, dict[str, dict[str, Instance]]] = defaultdict(lambda: defaultdict(dict))
        for (stack, component_type, name), instances in sorted(self._instances.items()):
            if wanted:
                instances = [one for one in instances if wanted(stack, *account_of(one.vars), one.manifest)]
                if not instances:
                    continue
            found[stack][component_type][name] = instances[0]
            if len(instances) > 1 and not instances[0].abstract and not self._accepted(instances):
                self._report_duplicate(instances)
            if component_type in self.settings.component_types and not instances[0].abstract:
                self._check_parts(instances[0])
        return {
            name: ConfigStack(name, tuple(self.manifests[name]), {kind: dict(part) for kind, part in parts.items()})
            for name, parts in found.items()
        }

    def _instance(self, composition: Composition) -> Instance:
        own, manifest = composition.own, composition.manifest
        kind = (own.get("metadata") or {}).get("component") or own.get("component") or composition.name
        stack = self.pattern.stack(manifest.id, own, composition.section("vars"))
        return Instance(composition.component_type, composition.name, kind, stack, manifest.id, composition)

    def _accepted(self, instances: list[Instance]) -> bool:
        first, *others = (dict(instance.sections) for instance in instances)
        return self.settings.duplicates == "allow_identical" and all(other == first for other in others)

    def _report_duplicate(self, instances: list[Instance]) -> None:
        first = instances[0]
        path = ("components", first.component_type, first.name)
        places = [(instance.files[-1], instance.manifest, instance.composition.written(path)) for instance in instances]
        pattern = self.settings.name_pattern or self.settings.name_template or ""
        rs140_duplicate.found(self.findings, places, first.name, first.config_stack, pattern)

    def _report_unnamed(self, manifest: StackManifest, instances: list[Instance]) -> None:
        lacking: dict[str, list[Instance]] = defaultdict(list)
        for instance in instances:
            for variable in self.pattern.missing(instance.vars):
                lacking[variable].append(instance)
        for variable, those in lacking.items():
            value = those[0].vars.get(variable)
            if variable in those[0].vars and value != "":
                position = those[0].position(("vars", variable))
                rs131_context_not_text.found(self.findings, position, variable, value)
                continue
            position = manifest.layered.document.position(("import",))
            names = [instance.name for instance in those]
            rs130_context_missing.found(self.findings, position, self.pattern.text, variable, manifest.id, names)

    def _check_parts(self, instance: Instance) -> None:
        try:
            _ = instance.stack
        except (ValueError, TypeError):
            for path in (("vars", "tenant"), ("vars", "stage"), ("settings", "slice")):
                value = instance.composition.section(path[0]).get(path[1])
                if value is not None and not (isinstance(value, str) and value.replace("_", "a").isalnum()):
                    rs132_stack_part.found(self.findings, instance.position(path), path[1], value)


def account_of(variables: Mapping[str, Any]) -> tuple[str, str]:
    """Tenant and stage, empty where they are missing.

    >>> account_of({"tenant": "core", "stage": 7})
    ('core', '')
    """
    tenant, stage = variables.get("tenant"), variables.get("stage")
    return tenant if isinstance(tenant, str) else "", stage if isinstance(stage, str) else ""
