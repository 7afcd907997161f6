"""What Atmos's `describe dependents` prints: the instances that depend on one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from layers.instance import Instance
from layers.tree import Tree
from model.reference import Reference

_CONTEXT = ("namespace", "tenant", "environment", "stage")
_FILES = ("file", "folder")
Target = tuple[str, str]
"""Config stack and name of an instance."""
Entry = Mapping[str, Any]


def describe_dependents(
    tree: Tree, component: str, stack: str, derived: Callable[[Instance], Iterable[Target]] = lambda _: ()
) -> list[dict[str, Any]]:
    """Instances that directly depend on one, by stack and name, in Atmos's field names; those that run.

    They say so in `dependencies.components`, else in `settings.depends_on`. Of those that the Pulumi program deploys a
    reference to exports counts too; ``derived`` may know of more.

    >>> from pathlib import Path
    >>> from layers import load
    >>> found = describe_dependents(load(Path("tests/layers/good/dependencies")), "bucket", "core-gbl-root")
    >>> [(one["component"], one["stack"]) for one in found]
    [('trail', 'core-gbl-root')]
    """
    context = _context(tree, component, stack)
    found = [
        _described(instance)
        for config_stack in tree.stacks.values()
        for instances in config_stack.instances.values()
        for instance in instances.values()
        if instance.enabled and not instance.abstract
        if _says_so(instance, component, stack, context)
        or (instance.component_type in tree.settings.component_types and (stack, component) in _referred(instance))
        or (stack, component) in derived(instance)
    ]
    return sorted(found, key=lambda one: (one["stack_slug"], one["component"], one["stack"]))


def _context(tree: Tree, component: str, stack: str) -> Entry:
    kinds = tree.stacks[stack].instances.values() if stack in tree.stacks else ()
    return next((instances[component].vars for instances in kinds if component in instances), {})


def _says_so(instance: Instance, component: str, stack: str, context: Entry) -> bool:
    """Whether an instance depends on a component by its own word; ``context`` holds the component's variables.

    One of the same name never does, as in Atmos.
    """
    if instance.name == component:
        return False
    dependencies = instance.sections.get("dependencies")
    listed = [
        entry for entry in _entries(dependencies, "components") if entry.get("kind") not in _FILES and _name(entry)
    ]
    if listed:
        return any(_name(entry) == component and entry.get("stack", instance.config_stack) == stack for entry in listed)
    older = _entries(instance.settings, "depends_on") or _entries(instance.sections, "depends_on")
    return any(_name(entry) == component and _reaches(entry, instance, stack, context) for entry in older)


def _entries(section: Any, key: str) -> list[Entry]:
    value = section.get(key) if isinstance(section, Mapping) else None
    entries = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [entry for entry in entries if isinstance(entry, dict)]


def _name(entry: Entry) -> Any:
    return entry.get("name", entry.get("component"))


def _reaches(entry: Entry, instance: Instance, stack: str, context: Entry) -> bool:
    """Whether an entry of `depends_on` means a stack: by its name, else by what differs from the instance's own."""
    if entry.get("stack"):
        return bool(entry["stack"] == stack)
    given = {label: entry[label] for label in _CONTEXT if entry.get(label)}
    if not given:
        return instance.config_stack == stack
    return all(given.get(label, instance.vars.get(label)) == context.get(label) for label in _CONTEXT)


def _referred(instance: Instance) -> set[Target]:
    found = _references(instance.vars)
    return {(reference.config_stack or instance.config_stack, reference.instance) for reference in found}


def _references(value: Any) -> Iterator[Reference]:
    if isinstance(value, Reference):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _references(item)


def _described(instance: Instance) -> dict[str, Any]:
    context = {label: instance.vars[label] for label in _CONTEXT if label in instance.vars}
    return {
        "component": instance.name,
        "component_type": instance.component_type,
        "component_path": instance.component_path,
        **context,
        "stack": instance.config_stack,
        "stack_slug": f"{instance.config_stack}-{instance.name.replace('/', '-')}",
        "dependents": [],
        "included_in_dependents": False,
    }
