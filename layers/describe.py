"""What Atmos's `describe stacks` and `describe component` print, as plain data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from layers.instance import Instance
from layers.sources import sources
from layers.tree import Tree

_COMMANDS = {kind: kind for kind in ("terraform", "helmfile", "packer", "pulumi", "ansible")}
_PREFIX_KEYS = {"s3": "workspace_key_prefix", "gcs": "prefix"}
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

    ``stack`` is a name or the id of a stack manifest; empty collections choose everything. Stacks that are left with
    nothing are only there with ``include_empty``.

    >>> from pathlib import Path
    >>> describe_stacks(load(Path("tests/layers/good/levels")), sections=["vars"])  # doctest: +SKIP
    {'core-gbl-root': {'components': {'pulumi': {'account-settings': {'vars': {...}}}}}}
    """
    found: Description = {}
    for name, config_stack in tree.stacks.items():
        kinds: Description = {}
        for component_type, instances in config_stack.instances.items():
            if component_types and component_type not in component_types:
                continue
            chosen = {
                instance.name: _chosen(describe_instance(instance), sections)
                for instance in instances.values()
                if (not components or instance.name in components)
                and (stack is None or stack in (name, instance.manifest))
            }
            kept = {label: content for label, content in chosen.items() if content or include_empty}
            if kept:
                kinds[component_type] = kept
        if kinds or (include_empty and stack in (None, name)):
            found[name] = {"components": kinds}
    return found


def describe_component(instance: Instance) -> Description:
    """One instance with the files and layers that its values come from, as `describe component` prints it."""
    manifest = instance.composition.manifest
    imports = [document.id for document in manifest.layered.files().values()]
    found = describe_instance(instance)
    found["component_info"] = {"component_type": instance.component_type, "component_path": instance.kind}
    found["deps_all"] = sorted(imports)
    found["imports"] = sorted(set(imports) - {manifest.id})
    found["sources"] = sources(instance)
    found["deps"] = sorted(_files(found["sources"]))
    return dict(sorted(found.items()))


def describe_instance(instance: Instance) -> Description:
    """The sections of one instance under Atmos's field names."""
    sections = instance.sections
    found: Description = {
        "atmos_component": instance.name,
        "atmos_manifest": instance.manifest,
        "atmos_stack": instance.config_stack,
        "atmos_stack_file": instance.manifest,
        "command": sections.get("command") or _COMMANDS.get(instance.component_type, ""),
        "component": instance.kind,
        "inheritance": list(instance.inheritance),
        "overrides": instance.composition.overrides,
        "stack": instance.config_stack,
    }
    for key, value in sections.items():
        if key not in found:
            found[key] = value
    if instance.component_type == "terraform":
        _terraform(instance, sections, found)
    return found


def _terraform(instance: Instance, sections: Mapping[str, Any], found: Description) -> None:
    chosen = _backend(instance, sections, "backend")
    found["backend_type"], found["backend"] = chosen
    remote = _backend(instance, sections, "remote_state_backend")
    found["remote_state_backend_type"], found["remote_state_backend"] = remote if remote[0] else chosen
    plain = instance.kind == instance.name
    name = instance.config_stack if plain else f"{instance.config_stack}-{instance.name}"
    pattern = instance.metadata.get("terraform_workspace")
    found["workspace"] = pattern if isinstance(pattern, str) else name.replace("/", "-")


def _backend(instance: Instance, sections: Mapping[str, Any], key: str) -> tuple[str, Description]:
    kind = sections.get(f"{key}_type") or ""
    backends = sections.get(key)
    backend = backends.get(kind) if isinstance(backends, dict) else None
    settings: Description = backend if isinstance(backend, dict) else {}
    prefix = _PREFIX_KEYS.get(kind) if key == "backend" else None
    if prefix and prefix not in settings:
        settings = {**settings, prefix: instance.kind.replace("/", "-")}
    return kind, settings


def _chosen(description: Description, sections: Collection[str]) -> Description:
    return {key: value for key, value in description.items() if not sections or key in sections}


def _files(found: Description) -> set[str]:
    return {
        dependency["stack_file"]
        for section in found.values()
        for entry in section.values()
        for dependency in entry["stack_dependencies"][:1]
    }
