"""What Atmos's `describe dependents` prints: the instances that depend on one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from layers.composition import Composition
from layers.instance import Instance
from layers.rule import Findings
from layers.stack_names import StackNames
from layers.tree import Tree
from model.reference import Reference

_CONTEXT = ("namespace", "tenant", "environment", "stage")
Target = tuple[str, str]
"""Config stack and name of an instance."""
Named = Callable[[Composition, Mapping[str, Any]], str]


def describe_dependents(
    tree: Tree, component: str, stack: str, derived: Callable[[Instance], Iterable[Target]] = lambda _: ()
) -> list[dict[str, Any]]:
    """Instances that directly depend on one, by stack and name, in Atmos's field names.

    They say so in `settings.depends_on`, in `dependencies.components`, or by a reference to its exports; ``derived``
    may know of more.

    >>> from pathlib import Path
    >>> from layers import load
    >>> found = describe_dependents(load(Path("tests/layers/good/dependencies")), "bucket", "core-gbl-root")
    >>> [(one["component"], one["stack"]) for one in found]
    [('trail', 'core-gbl-root')]
    """
    named = StackNames(tree.settings, Findings()).of
    found = [
        _described(instance)
        for config_stack in tree.stacks.values()
        for instances in config_stack.instances.values()
        for instance in instances.values()
        if not instance.abstract and (stack, component) in {*depends_on(instance, named), *derived(instance)}
    ]
    return sorted(found, key=lambda one: (one["stack"], one["component"]))


def depends_on(instance: Instance, named: Named) -> Iterator[Target]:
    """What an instance says it depends on; ``named`` gives the stack of an instance with other variables, if any."""
    entries = instance.settings.get("depends_on")
    for entry in entries.values() if isinstance(entries, dict) else entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("component"), str):
            yield _stack_of(instance, entry, named), entry["component"]
    dependencies = instance.sections.get("dependencies")
    listed = dependencies.get("components") if isinstance(dependencies, dict) else None
    for entry in listed if isinstance(listed, list) else ():
        name = entry.get("name", entry.get("component")) if isinstance(entry, dict) else None
        if isinstance(name, str):
            yield _stack_of(instance, entry, named), name
    for reference in _references(instance.vars):
        yield reference.config_stack or instance.config_stack, reference.instance


def _stack_of(instance: Instance, entry: Mapping[str, Any], named: Named) -> str:
    if isinstance(entry.get("stack"), str):
        return str(entry["stack"])
    given = {label: entry[label] for label in _CONTEXT if label in entry}
    if not given:
        return instance.config_stack
    return named(instance.composition, {**instance.vars, **given}) or instance.config_stack


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
