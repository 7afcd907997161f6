"""Instances gathered into config stacks by the name that their own final variables give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from layers.composition import Composition, StackManifest
from layers.instance import Instance
from layers.rule import Findings
from layers.rules import rs132_stack_part, rs140_duplicate
from layers.settings import TreeSettings
from layers.stack_names import StackNames, account_of
from layers.tree import ConfigStack

Wanted = Callable[[str, str, str, str], bool]
"""Told config stack, tenant, stage and manifest id of an instance: whether it is wanted."""


class Gathering:
    """Names instances, refuses what is configured twice, and sorts the rest into config stacks."""

    def __init__(self, settings: TreeSettings, findings: Findings) -> None:
        self.settings = settings
        self.findings = findings
        self.names = StackNames(settings, findings)
        self._manifests: dict[str, dict[str, None]] = defaultdict(dict)
        self._instances: dict[tuple[str, str, str], list[Instance]] = defaultdict(list)

    def add(self, manifests: Iterable[StackManifest]) -> None:
        """Takes the instances of the stack manifests."""
        for manifest in manifests:
            unnamed: list[Composition] = []
            for composition in manifest.compositions():
                instance = self._instance(composition)
                stack = instance.config_stack
                if stack:
                    self._manifests[stack][manifest.id] = None
                    self._instances[stack, instance.component_type, instance.name].append(instance)
                else:
                    unnamed.append(composition)
            if unnamed and not manifest.layered.incomplete:
                self.names.report_unnamed(manifest, unnamed)

    def stacks(self, wanted: Wanted | None = None) -> dict[str, ConfigStack]:
        """The config stacks by name, in order; with ``wanted`` only those that hold something wanted."""
        found: dict[str, dict[str, dict[str, Instance]]] = defaultdict(lambda: defaultdict(dict))
        for (stack, component_type, name), everywhere in sorted(self._instances.items()):
            instances = everywhere
            if wanted:
                instances = [one for one in everywhere if wanted(stack, *account_of(one.vars), one.manifest)]
                if not instances:
                    continue
            first = instances[0]
            if first.composition.manifest.templates and not first.abstract:
                # Now, so that what is wrong with a template is found with everything else.
                _ = first.sections
            found[stack][component_type][name] = first
            if len(instances) > 1 and not first.abstract and not self._accepted(instances):
                self._report_duplicate(instances)
            if component_type in self.settings.component_types and not first.abstract:
                self._check_parts(first)
        return {
            name: ConfigStack(name, tuple(self._manifests[name]), {kind: dict(part) for kind, part in parts.items()})
            for name, parts in found.items()
        }

    def _instance(self, composition: Composition) -> Instance:
        composition.stack = self.names.name(composition)
        return Instance(
            composition.component_type,
            composition.name,
            composition.kind,
            composition.stack,
            composition.manifest.id,
            composition,
        )

    def _accepted(self, instances: list[Instance]) -> bool:
        first, *others = (dict(instance.sections) for instance in instances)
        return self.settings.duplicates == "allow_identical" and all(other == first for other in others)

    def _report_duplicate(self, instances: list[Instance]) -> None:
        first = instances[0]
        path = ("components", first.component_type, first.name)
        places = [(instance.files[-1], instance.manifest, instance.composition.written(path)) for instance in instances]
        rs140_duplicate.found(self.findings, places, first.name, first.config_stack, self.names.form)

    def _check_parts(self, instance: Instance) -> None:
        try:
            _ = instance.stack
        except (ValueError, TypeError):
            for path in (("vars", "tenant"), ("vars", "stage"), ("settings", "slice")):
                value = instance.composition.section(path[0]).get(path[1])
                if value is not None and not (isinstance(value, str) and value.replace("_", "a").isalnum()):
                    rs132_stack_part.found(self.findings, instance.position(path), path[1], value)
