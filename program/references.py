"""Which instances an instance stands on: references in its variables, and variables that name an instance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from layers import Instance, Tree
from model.finding import Path, Problem, suggestion
from model.reference import Reference
from program.kinds import InstanceName, Kind


@dataclass(frozen=True)
class Upstream:
    """One instance that another stands on.

    ``role`` is set where variables of the kind name the instance, and None for a reference written as a value.
    """

    reference: Reference
    path: Path
    role: str | None = None


def upstreams(tree: Tree, kind: Kind, instance: Instance) -> Iterator[Upstream]:
    """Every reference of an instance; none when it is disabled."""
    if instance.vars.get("enabled") is False:
        return
    for path, reference in references_in(instance.vars):
        yield Upstream(reference, ("vars", *path))
    for role, name in kind.upstreams.items():
        replaced = name.unless and instance.vars.get(name.unless) is not None
        off = name.unless_false and instance.vars.get(name.unless_false) is False
        if not replaced and not off and _component(kind, instance, name):
            yield _named(tree, kind, instance, role, name)


def references_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, Reference]]:
    """Each reference among the leaves of plain data, with its path."""
    if isinstance(value, Reference):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from references_in(item, (*path, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from references_in(item, (*path, index))


def target(tree: Tree, instance: Instance, upstream: Upstream) -> Instance | Problem:
    """The instance that a reference means, or what is wrong with the reference."""
    reference = upstream.reference
    wanted = reference.config_stack or instance.config_stack
    stack = tree.stacks.get(wanted)
    if stack is None:
        return Problem(
            "RS402", f"'{reference}': no config stack '{wanted}'{suggestion(wanted, tree.stacks)}", upstream.path
        )
    deployable = {
        found.name: found
        for component_type in tree.settings.component_types
        for found in stack.instances.get(component_type, {}).values()
        if not found.abstract
    }
    if reference.instance not in deployable:
        hint = suggestion(reference.instance, deployable)
        return Problem(
            "RS402", f"'{reference}': '{wanted}' has no instance '{reference.instance}'{hint}", upstream.path
        )
    found = deployable[reference.instance]
    if not found.enabled or found.vars.get("enabled") is False:
        return Problem("RS402", f"'{reference}': '{reference.instance}' in '{wanted}' is disabled", upstream.path)
    return found


def _named(tree: Tree, kind: Kind, instance: Instance, role: str, name: InstanceName) -> Upstream:
    def variable(variable_name: str | None, default: str) -> str:
        return str(instance.vars.get(variable_name) or default) if variable_name else default

    component = _component(kind, instance, name)
    labels = {
        "namespace": str(instance.vars.get("namespace", "")),
        "tenant": variable(name.tenant, str(instance.vars.get("tenant", ""))),
        "environment": variable(name.environment, str(instance.vars.get("environment", ""))),
        "stage": variable(name.stage, str(instance.vars.get("stage", ""))),
    }
    stack = tree.settings.name_pattern or instance.config_stack
    for label, value in labels.items():
        stack = stack.replace(f"{{{label}}}", value)
    return Upstream(Reference(component, stack, (), f"{name.component}: {component}"), ("vars", name.component), role)


def _component(kind: Kind, instance: Instance, name: InstanceName) -> str:
    """The name of the instance that the variables name; empty where the kind needs none and none is given."""
    default = kind.variables.model_fields[name.component].default
    return str(instance.vars.get(name.component) or default or "")
