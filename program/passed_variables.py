"""Which of the merged variables of an instance are passed to its kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from layers import Instance
from model.finding import Problem
from program.kinds import KINDS, Kind

_SHARED_LEVELS = ("global", "component-type")
_OWN_TYPE = "pulumi"


def left_out(kind: Kind, instance: Instance) -> tuple[str, ...]:
    """The variables that are not meant for this kind, and so are no mistake.

    A variable set for a whole file or component type is passed to the kinds that know it. In a tree that another tool
    also reads, an instance may hold variables that only the other tool knows.
    """
    unknown = (key for key in instance.vars if key not in kind.variables.model_fields)
    return tuple(key for key in unknown if _foreign(instance) or _shared(instance, key))


def ignored(kind: Kind, instance: Instance) -> Iterator[Problem]:
    """A warning for each variable that the instance itself sets and that has no effect here."""
    for key in left_out(kind, instance):
        if not _shared_level(instance, key):
            text = f"`{key}`: no variable of kind '{kind.name}', so it has no effect here"
            yield Problem("RS408", text, ("vars", key), severity="warning")


def _foreign(instance: Instance) -> bool:
    return instance.component_type != _OWN_TYPE


def _shared(instance: Instance, key: str) -> bool:
    return key in _every_variable() and _shared_level(instance, key)


def _shared_level(instance: Instance, key: str) -> bool:
    origin = instance.origin(("vars", key))
    return origin is not None and all(layer.level.startswith(_SHARED_LEVELS) for layer in origin.layers)


@cache
def _every_variable() -> frozenset[str]:
    return frozenset(name for kind in KINDS.values() for name in kind.variables.model_fields)
