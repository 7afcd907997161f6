"""Which components a component inherits from, in the order they are applied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from layers.merge import Map

Unknown = Callable[[str, str], None]
"""Told of a component and the base it names that does not exist."""
Circle = Callable[[Sequence[str]], None]
"""Told of components that inherit from each other, each from the next, the first one again at the end."""


def bases_of(components: Map, name: str, unknown: Unknown, circle: Circle) -> tuple[str, ...]:
    """Bases of a component, weakest first: each after its own bases, again where several share one (as Atmos does).

    >>> inherits = {"c": ["l", "r"], "l": ["base"], "r": ["base"], "base": []}
    >>> bases_of({name: {"metadata": {"inherits": bases}} for name, bases in inherits.items()}, "c", print, print)
    ('base', 'l', 'base', 'r')
    """
    if not _named(components[name], name, components):
        return ()
    found: list[str] = []
    _collect(components, (name,), found, unknown, circle)
    return tuple(found)


def inheritance(bases: tuple[str, ...]) -> tuple[str, ...]:
    """Bases as `describe` lists them: the strongest first, each once.

    >>> inheritance(("b", "l", "b", "r"))
    ('r', 'b', 'l')
    """
    return tuple(dict.fromkeys(reversed(bases)))


def pointed_at(components: Map, name: str, pointer: str) -> str:
    """The component that a chain of `component:` ends at, each pointing at another one.

    >>> pointed_at({"b": {"component": "c"}, "c": {"component": "module"}}, "a", "b")
    'c'
    """
    seen = {name}
    while pointer in components and pointer not in seen:
        seen.add(pointer)
        following = components[pointer].get("component")
        if following is None or following not in components or following in seen:
            break
        pointer = following
    return pointer


def _collect(components: Map, chain: tuple[str, ...], found: list[str], unknown: Unknown, circle: Circle) -> None:
    name = chain[-1]
    for base in _named(components[name], name, components):
        if base not in components:
            unknown(name, base)
        elif base == name:
            continue
        elif base in chain:
            circle((*chain[chain.index(base) :], base))
        else:
            _collect(components, (*chain, base), found, unknown, circle)
            found.append(base)


def _named(component: dict[str, Any], name: str, components: Map) -> list[str]:
    metadata = component.get("metadata")
    inherits: list[str] = (metadata or {}).get("inherits") or []
    pointer = component.get("component")
    if pointer is not None and pointer != name and pointer in components:
        return [pointer, *inherits]
    return inherits
