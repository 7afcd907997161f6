"""Two sides of a change, instance by instance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from layers import Instance, Tree, load
from operate.affected.code import Code
from operate.affected.dependents import Dependents
from operate.affected.policies import policies
from program.stacks import kind_of

Key = tuple[str, str, str]
"""Config stack, component type, instance."""

_OF_THE_STACK = "requirements.txt"
_NOT_COMPARED = ("locals", "overrides", "hooks")


@dataclass(frozen=True)
class Affected:
    """One instance that a change touches.

    ``why`` names everything that differs, the first as a headline: ``stack.metadata``, ``component.module``,
    ``component``, ``stack.vars`` …, ``stack.settings``, and of ours ``stack.policies``, ``stack.file``,
    ``requirements``, ``program``. ``file`` is the first file behind it, where a file is. ``dependents`` are instances
    that stand on this one, directly or through others. ``former_stack`` is the Pulumi stack that an instance left.
    """

    instance: Instance
    why: tuple[str, ...]
    file: str | None = None
    deleted: str | None = None
    dependents: tuple[Instance, ...] = ()
    included_in_dependents: bool = False
    former_stack: str | None = None

    @property
    def pulumi_stack(self) -> str | None:
        """The Pulumi stack to run; None for other component types, and where nothing is left of the stack."""
        gone = self.instance.component_type != "pulumi" or self.deleted == "stack"
        return None if gone else str(self.instance.stack)

    @property
    def dependent_stacks(self) -> frozenset[str]:
        """The Pulumi stacks of the dependents."""
        return frozenset(str(one.stack) for one in self.dependents)


@dataclass(frozen=True)
class Side:
    """One side: the folder of the configuration, and the checkout with the code where code is compared too."""

    config_root: Path
    checkout: Path | None

    @cached_property
    def tree(self) -> Tree:
        """The configuration."""
        return load(self.config_root)

    @cached_property
    def code(self) -> Code | None:
        """The code."""
        return Code(self.checkout) if self.checkout else None

    @cached_property
    def instances(self) -> Mapping[Key, Instance]:
        """What counts: instances of any type that are neither abstract nor disabled."""
        return {
            (stack.name, component_type, instance.name): instance
            for stack in self.tree.stacks.values()
            for component_type, instances in stack.instances.items()
            for instance in instances.values()
            if not instance.abstract and instance.enabled
        }


def compare(before: Side, after: Side) -> tuple[Affected, ...]:
    """Every instance that differs, sorted by config stack, type and name."""
    comparison = _Comparison(before, after)
    found = [*comparison.changed(), *comparison.deleted()]
    dependents = Dependents(after.tree)
    behind = {key: dependents.of(one.instance) for key, one in ((_key(one), one) for one in found)}
    included = {_instance_key(instance) for instances in behind.values() for instance in instances}
    complete = [
        replace(one, dependents=behind[_key(one)], included_in_dependents=_key(one) in included) for one in found
    ]
    return tuple(sorted(complete, key=_key))


def _key(one: Affected) -> Key:
    return _instance_key(one.instance)


def _instance_key(instance: Instance) -> Key:
    return instance.config_stack, instance.component_type, instance.name


@dataclass(frozen=True)
class _Comparison:
    before: Side
    after: Side
    _by_room: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def changed(self) -> Iterator[Affected]:
        for key, instance in self.after.instances.items():
            reasons = dict(self._reasons(instance, self.before.instances.get(key)))
            if reasons:
                former = self._former_stack(instance, self.before.instances.get(key))
                file = next(filter(None, reasons.values()), None)
                yield Affected(instance, tuple(reasons), file, former_stack=former)

    def deleted(self) -> Iterator[Affected]:
        stacks = {stack for stack, _, _ in self.after.instances}
        pulumi_stacks = {str(one.stack) for one in self.after.tree.instances()}
        for key, instance in self.before.instances.items():
            if key not in self.after.instances:
                gone = key[0] not in stacks or (key[1] == "pulumi" and str(instance.stack) not in pulumi_stacks)
                why, what = ("deleted.stack", "stack") if gone else ("deleted", "component")
                yield Affected(instance, (why,), deleted=what)

    def _reasons(self, new: Instance, old: Instance | None) -> Iterator[tuple[str, str | None]]:
        """Each thing that differs, in the order in which Atmos names them, with the file behind it."""
        before = dict(old.sections) if old else {}
        after = dict(new.sections)
        if old is None or (old.kind, before.get("metadata")) != (new.kind, after.get("metadata")):
            yield "stack.metadata", None
        code = self._code(new)
        yield from ((reason, files[0]) for reason, files in code.items() if reason.startswith("component"))
        for name in sorted({*before, *after} - {"metadata", "settings", *_NOT_COMPARED}):
            if _said(before, name) != _said(after, name):
                yield f"stack.{name}", None
        if _said(before, "settings") != _said(after, "settings"):
            yield "stack.settings", None
        if policies(self.before.tree, old) != policies(self.after.tree, new):
            yield "stack.policies", None
        yield from self._files(new)
        yield from ((reason, files[0]) for reason, files in code.items() if not reason.startswith("component"))

    def _former_stack(self, new: Instance, old: Instance | None) -> str | None:
        if old is None or new.component_type != "pulumi" or str(old.stack) == str(new.stack):
            return None
        still_there = {str(one.stack) for one in self.after.tree.instances()}
        return str(old.stack) if str(old.stack) in still_there else None

    def _files(self, instance: Instance) -> Iterator[tuple[str, str]]:
        old, new = self.before.code, self.after.code
        if instance.component_type == "pulumi" and old and new:
            name = f"Pulumi.{instance.stack}.yaml"
            if old.content(name) != new.content(name):
                yield "stack.file", name

    def _code(self, instance: Instance) -> Mapping[str, list[str]]:
        """What differs in the code that the instance is run by: reason and files."""
        old, new, kind = self.before.code, self.after.code, kind_of(instance)
        if not (old and new and kind and instance.component_type == "pulumi"):
            return {}
        if kind.room not in self._by_room:
            parts = {
                "component.module": old.modules(kind.room) | new.modules(kind.room),
                "component": old.room(kind.room) | new.room(kind.room),
                "requirements": frozenset((_OF_THE_STACK,)),
                "program": old.program | new.program,
            }
            differing = {
                why: [name for name in sorted(files) if old.content(name) != new.content(name)]
                for why, files in parts.items()
            }
            self._by_room[kind.room] = {why: names for why, names in differing.items() if names}
        return self._by_room[kind.room]


def _said(sections: Mapping[str, Any], name: str) -> Any:
    """A section; an empty one says as much as none."""
    return sections.get(name) or None
