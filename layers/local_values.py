"""Locals: names of one file for values that it uses several times, referred to as ``{{ .locals.name }}``."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from typing import Any

from layers.document import Document
from layers.merge import Map
from layers.rule import Findings
from layers.rules import rs170_template, rs171_locals_cycle
from layers.surroundings import Surroundings
from layers.templates import TemplateError, evaluate
from model.finding import Path

_USE = re.compile(r"\{\{[^}]*\.locals\b")
_TEMPLATE = re.compile(r"\{\{")
_NAME = re.compile(r"\.locals\.(\w+)")
_READABLE = ("settings", "vars", "env")


def apply_locals(document: Document, surroundings: Surroundings, findings: Findings) -> None:
    """Replaces every use of a local in the document by its value.

    Locals stand at the top, in a component type's section (seen below that type), or in a component.
    """
    _Locals(document, surroundings, findings).apply()


class _Locals:
    def __init__(self, document: Document, surroundings: Surroundings, findings: Findings) -> None:
        self.document = document
        self.surroundings = surroundings
        self.findings = findings

    def apply(self) -> None:
        value = self.document.value
        outer = self.resolved(value, (), {})
        for key, part in value.items():
            if key == "components":
                for component_type, components in part.items():
                    self.components(component_type, components, outer)
            elif key != "locals":
                value[key] = self.used(part, self.resolved(part, (key,), outer), (key,))

    def components(self, component_type: str, components: Map, outer: Map) -> None:
        typed = self.resolved(self.document.value.get(component_type), (component_type,), outer)
        for name, component in components.items():
            path = ("components", component_type, name)
            components[name] = self.used(component, self.resolved(component, path, typed), path)

    def resolved(self, part: Any, path: Path, outer: Map) -> Map:
        """The locals of a part of the document over those around it, each with those it refers to put in."""
        own = part.get("locals") if isinstance(part, dict) else None
        if not isinstance(own, dict):
            return outer
        order = TopologicalSorter({name: _names(value) & own.keys() for name, value in own.items()})
        found = dict(outer)
        try:
            for name in order.static_order():
                found[name] = self.used(own[name], found, (*path, "locals", name), _TEMPLATE)
        except CycleError as error:
            cycle = list(reversed(error.args[1]))
            rs171_locals_cycle.found(self.findings, self.document, (*path, "locals", cycle[0]), cycle)
        return found

    def used(self, value: Any, known: Map, path: Path, wanted: re.Pattern[str] = _USE) -> Any:
        """The value with the locals that its texts refer to; other templates are left, but for those of locals."""
        if isinstance(value, dict):
            return {
                key: self.used(item, known, (*path, key), wanted) if key != "locals" else item
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [self.used(item, known, (*path, number), wanted) for number, item in enumerate(value)]
        if not isinstance(value, str) or not wanted.search(value):
            return value
        own = self.document.value
        data = {"locals": known, **{key: own.get(key, {}) for key in _READABLE}}
        try:
            return evaluate(value, data, self.surroundings.variable)
        except TemplateError as error:
            rs170_template.value(self.findings, self.document.position(path), error)
            return value


def _names(value: Any) -> set[str]:
    if isinstance(value, str):
        return set(_NAME.findall(value))
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(_names, items))
