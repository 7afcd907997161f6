"""Locals: names of one file for values that it uses several times, referred to as ``{{ .locals.name }}``."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from typing import Any

from layers.document import Document
from layers.markers import settle
from layers.merge import Map
from layers.rule import Findings
from layers.rules import rs170_template, rs171_locals_cycle
from layers.surroundings import Surroundings
from layers.tags import reference
from layers.templates import TemplateError, evaluate, is_field
from model.finding import Path
from model.reference import Reference

_NAME = re.compile(r"\.locals\.(\w+)")
_ACTION = re.compile(r"\{\{-?\s*\.locals\.[\w.]+\s*-?\}\}")
_TYPED = ("terraform", "helmfile", "packer")
"""Component types whose section may hold locals of its own; for names in several the last of these goes first."""
_READABLE = ("settings", "vars", "env")


def file_locals(document: Document, surroundings: Surroundings, findings: Findings) -> Map | None:
    """What templates of a file with locals see: `locals`, and the file's own `settings`, `vars` and `env`.

    None for a file without locals at its top or in a component type's section.
    """
    return _Locals(document, surroundings, findings).data()


def apply_locals(document: Document, surroundings: Surroundings, findings: Findings, later: bool) -> None:
    """Executes the templates of a document that has locals, as far as they need no more than the document says.

    When one template needs more (such as the name of its component), as in Atmos only values that are one field are
    replaced, and what refers to locals; the rest is left to the execution of values. So are locals of a component,
    which others may inherit, if that execution comes ``later``.
    """
    _Locals(document, surroundings, findings).apply(later)


class _Locals:
    def __init__(self, document: Document, surroundings: Surroundings, findings: Findings) -> None:
        self.document = document
        self.surroundings = surroundings
        self.findings = findings

    def data(self) -> Map | None:
        value = self.document.value
        typed = [kind for kind in _TYPED if "locals" in _map(value.get(kind))]
        if not typed and "locals" not in value:
            return None
        found: Map = {"locals": dict(self.scope())}
        for kind in typed:
            found["locals"].update(self.scope(kind))
        for key in _READABLE:
            if key in value:
                found[key] = self.all_or_nothing(value[key], found)
        return found

    def scope(self, component_type: str = "") -> Map:
        """The locals of the file, and of a component type's section above them."""
        value = self.document.value
        data = {key: value.get(key, {}) for key in _READABLE}
        outer = self.resolved(value, (), {}, data)
        if not component_type:
            return outer
        section = _map(value.get(component_type))
        inner = {key: {**_map(data[key]), **_map(section.get(key))} for key in _READABLE}
        return self.resolved(section, (component_type,), outer, inner)

    def apply(self, later: bool) -> None:
        value = self.document.value
        known = self.data()
        if known is not None:
            data = {key: known[key] for key in _READABLE if key in known}
            self.document.value = value = {**self.executed(value, known), **data}
        for component_type, components in value.get("components", {}).items():
            for name, component in components.items():
                if isinstance(component.get("locals"), dict):
                    path = ("components", component_type, name)
                    components[name] = self.component(component, path, self.typed(component_type, known), later)

    def typed(self, component_type: str, known: Map | None) -> Map:
        """The locals that components of a type see: those of their own type before those of another one."""
        return {**known["locals"], **self.scope(component_type)} if known else {}

    def component(self, component: Map, path: Path, outer: Map, later: bool) -> Map:
        data = {key: self.document.value.get(key, {}) for key in _READABLE}
        own = self.resolved(component, path, outer, data)
        kept = {**component, "locals": {name: own[name] for name in component["locals"]}}
        return kept if later else self.replaced(kept, {"locals": own})

    def resolved(self, part: Map, path: Path, outer: Map, data: Map) -> Map:
        """The locals of a part of the document over those around it, each with those it refers to put in."""
        own = part.get("locals")
        if not isinstance(own, dict):
            return outer
        order = TopologicalSorter({name: _names(value) & own.keys() for name, value in own.items()})
        found = dict(outer)
        try:
            for name in order.static_order():
                found[name] = self.local(own[name], {**data, "locals": found}, (*path, "locals", name))
        except CycleError as error:
            cycle = list(reversed(error.args[1]))
            rs171_locals_cycle.found(self.findings, self.document, (*path, "locals", cycle[0]), cycle)
            return {**found, **own}
        return found

    def local(self, value: Any, data: Map, path: Path) -> Any:
        """The value of a local. A template in it that cannot be executed is a finding."""
        try:
            return settle(self.strict(value, data))
        except TemplateError as error:
            rs170_template.value(self.findings, self.document.position(path), error)
            return value

    def all_or_nothing(self, value: Any, data: Map) -> Any:
        """The value with all its templates executed, or as it is when one of them cannot be."""
        try:
            return self.strict(value, data)
        except TemplateError:
            return value

    def executed(self, value: Map, data: Map) -> Map:
        """A document's content with its templates executed: all of them, or those that are one field and locals."""
        try:
            found: Map = self.strict(value, data)
        except TemplateError:
            found = {key: part if key == "locals" else self.replaced(part, data) for key, part in value.items()}
        return found

    def strict(self, value: Any, data: Map) -> Any:
        """The value with its templates executed, but for locals in it. Raises TemplateError."""
        if isinstance(value, dict):
            return {
                self.one(key, data): item if key == "locals" else self.strict(item, data) for key, item in value.items()
            }
        if isinstance(value, list):
            return [self.strict(item, data) for item in value]
        return self.one(value, data)

    def replaced(self, value: Any, data: Map) -> Any:
        """The value with what is one known field, and with the locals in its texts."""
        if isinstance(value, dict):
            return {key: self.replaced(item, data) for key, item in value.items()}
        if isinstance(value, list):
            return [self.replaced(item, data) for item in value]
        if not _is_template(value) or is_field(str(value)):
            return self.all_or_nothing(value, data)
        if not isinstance(value, str) or ".locals" not in value:
            return value
        try:
            return self.one(value, data)
        except TemplateError:
            return _ACTION.sub(lambda action: str(self.all_or_nothing(action[0], data)), value)

    def one(self, value: Any, data: Map) -> Any:
        """A scalar, executed where it is a template. Raises TemplateError."""
        if not _is_template(value):
            return value
        found = evaluate(str(value), data, self.surroundings.variable)
        return reference(found) or found if isinstance(value, Reference) else found


def _is_template(value: Any) -> bool:
    return isinstance(value, (str, Reference)) and "{{" in str(value)


def _map(value: Any) -> Map:
    return value if isinstance(value, dict) else {}


def _names(value: Any) -> set[str]:
    if isinstance(value, str):
        return set(_NAME.findall(value))
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(_names, items))
