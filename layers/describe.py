"""What Atmos's `describe stacks` and `describe component` print, as plain data."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from layers.instance import Instance
from layers.sources import sources
from layers.tree import Tree

_COMMANDS = {kind: kind for kind in ("terraform", "helmfile", "packer", "pulumi", "ansible")}
_PREFIX_KEYS = {"s3": "workspace_key_prefix", "gcs": "prefix"}
_ALWAYS = {"terraform": ("hooks", "providers")}
"""Sections that Atmos prints also when they are empty."""
Description = dict[str, Any]


def describe_stacks(
    tree: Tree,
    stack: str | None = None,
    components: Collection[str] = (),
    component_types: Collection[str] = (),
    sections: Collection[str] = (),
    include_empty: bool = False,
) -> Description:
    """Config stacks by name: ``{stack: {"components": {type: {instance: {section: ...}}}}}``.

    ``stack`` is a name or the id of a stack manifest; ``components`` are names of instances or of their components.
    Empty collections choose everything. Stacks that are left with
    nothing are only there with ``include_empty``.

    >>> from pathlib import Path
    >>> from layers import load
    >>> describe_stacks(load(Path("tests/layers/good/levels")), components=["base"], sections=["component"])
    {'core-gbl-root': {'components': {'pulumi': {'base': {'component': 'account-settings'}}}}}
    """
    describer = Describer()
    found: Description = {}
    for name, config_stack in tree.stacks.items():
        kinds: Description = {}
        for component_type, instances in config_stack.instances.items():
            if component_types and component_type not in component_types:
                continue
            chosen = {
                instance.name: _chosen(describer.describe(instance), sections)
                for instance in instances.values()
                if (not components or instance.name in components or instance.kind in components)
                and (stack is None or stack in (name, instance.manifest))
            }
            kept = {label: content for label, content in chosen.items() if content or include_empty}
            if kept:
                kinds[component_type] = kept
        if kinds or (include_empty and stack in (None, name)):
            found[name] = {"components": kinds}
    return found


def describe_component(instance: Instance) -> Description:
    """One instance with the files and layers that its values come from, as `describe component` prints it.

    >>> from pathlib import Path
    >>> from layers import load
    >>> stack = load(Path("tests/layers/good/levels")).stacks["core-gbl-root"]
    >>> found = describe_component(stack.instances["pulumi"]["account-settings"])
    >>> found["component_type"], found["inheritance"], found["deps"]
    ('pulumi', ['base'], ['catalog/deep', 'orgs/root'])
    """
    manifest = instance.composition.manifest
    imports = {document.id for document in manifest.layered.files().values()}
    found = {**{key: {} for key in _ALWAYS.get(instance.component_type, ())}, **Describer().describe(instance)}
    if instance.component_type != "pulumi":
        found.setdefault("workspace", instance.composition.workspace(found["metadata"], found["vars"]))
    found["component_type"] = instance.component_type
    found["component_info"] = {"component_type": instance.component_type, "component_path": instance.component_path}
    found["imports"] = sorted(imports - {manifest.id})
    found["sources"] = sources(instance, found.get("backend_type", ""), found.get("backend"))
    entries = [entry["stack_dependencies"] for section in found["sources"].values() for entry in section.values()]
    found["deps"] = _files(manifest.id, (layers[:1] for layers in entries))
    found["deps_all"] = _files(manifest.id, entries)
    return dict(sorted(found.items()))


class Describer:
    """Describes instances under Atmos's field names; what several have in common is the same object in each."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, ...], list[str]] = {}
        self._backends: dict[tuple[int, str], Description] = {}

    def describe(self, instance: Instance) -> Description:
        """The sections of one instance."""
        composition = instance.composition
        bases = composition.bases
        found: Description = {
            "atmos_component": instance.name,
            "atmos_manifest": instance.manifest,
            "atmos_stack": instance.config_stack,
            "atmos_stack_file": instance.manifest,
            "command": composition.section("command") or _COMMANDS.get(instance.component_type, ""),
            "component": instance.kind,
            "inheritance": self._lists.setdefault(bases, list(instance.inheritance)),
            "overrides": composition.overrides,
            "stack": instance.config_stack,
        }
        for key in composition.keys:
            if key not in found:
                found[key] = composition.section(key)
        if instance.component_type == "terraform":
            self._terraform(instance, found)
        return found

    def _terraform(self, instance: Instance, found: Description) -> None:
        found["backend_type"], found["backend"] = self._backend(instance)
        remote = self._remote_state(instance, found["backend_type"], found["backend"])
        found["remote_state_backend_type"], found["remote_state_backend"] = remote
        if instance.abstract:
            found["settings"] = self._not_run(found["settings"])
        found["workspace"] = instance.composition.workspace(found["metadata"], found["vars"])

    def _not_run(self, settings: Description) -> Description:
        """Settings of an abstract instance: Spacelift makes no stack of it, whatever they say."""
        spacelift = settings.get("spacelift")
        if not isinstance(spacelift, dict) or "workspace_enabled" not in spacelift:
            return settings
        kept = {key: value for key, value in spacelift.items() if key != "workspace_enabled"}
        return {**settings, "spacelift": kept}

    def _remote_state(self, instance: Instance, backend_type: str, backend: Description) -> tuple[str, Description]:
        """Where the state is read from: the backend, with what `remote_state_backend` says above it."""
        composition = instance.composition
        kind = composition.section("remote_state_backend_type") or backend_type
        remote = composition.section("remote_state_backend")
        if kind == backend_type and not remote:
            return kind, backend
        below = backend if kind == backend_type else composition.section("backend").get(kind)
        return kind, _map(composition.combine(_map(below), _map(remote.get(kind))))

    def _backend(self, instance: Instance) -> tuple[str, Description]:
        kind = instance.composition.section("backend_type") or ""
        settings = _map(instance.composition.section("backend").get(kind))
        prefix = _PREFIX_KEYS.get(kind)
        if not prefix or prefix in settings:
            return kind, settings
        place = (id(settings), instance.kind)
        if place not in self._backends:
            self._backends[place] = {**settings, prefix: instance.kind.replace("/", "-")}
        return kind, self._backends[place]


def _map(value: Any) -> Description:
    return value if isinstance(value, dict) else {}


def _chosen(description: Description, sections: Collection[str]) -> Description:
    return {key: value for key, value in description.items() if key in sections} if sections else description


def _files(manifest: str, entries: Iterable[list[Description]]) -> list[str]:
    return sorted({manifest, *(layer["stack_file"] for layers in entries for layer in layers)})
