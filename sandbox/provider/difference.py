"""What differs between the state of a resource and what a program wants, property by property.

As in the real provider the comparison is between state and inputs, not between two sets of inputs: whatever a refresh
found shows at the next preview.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.provider.equality import blank, same_text
from sandbox.provider.paths import Path
from sandbox.provider.table import Property, Replaces
from sandbox.provider.wire import UNKNOWN

Kind = Literal["add", "delete", "update"]


@dataclass(frozen=True)
class Difference:
    """One place where state and inputs differ. ``replaces`` is what the table says of it, before any condition."""

    path: Path
    kind: Kind
    replaces: Replaces
    old: Any
    new: Any


def differences(properties: Mapping[str, Property], old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """Every difference between the state ``old`` and the inputs ``new``."""
    return list(_fields(properties, old, new, ()))


def same(wanted: Property, old: Any, new: Any) -> bool:
    """Whether two values of a property mean the same."""
    return next(_values(wanted, old, new, (), "never"), None) is None


def absent(item: Property, value: Any) -> bool:
    """Whether a value is as good as none. An object that has no members says something by being there."""
    if isinstance(value, dict) and item.fields is not None:
        members = (absent(field, value[name]) for name, field in item.fields.items() if name in value)
        return bool(item.fields) and all(members)
    return blank(value)


def _fields(
    properties: Mapping[str, Property], old: Mapping[str, Any], new: Mapping[str, Any], path: Path
) -> Iterator[Difference]:
    for name, item in properties.items():
        # What is imported has inputs without defaults; the real provider's plan fills them in before it compares.
        by_default = item.default is not None and new.get(name) is None and old.get(name) == item.default
        if not item.output_only and not by_default and not (item.computed and name not in new):
            yield from _values(item, old.get(name), new.get(name), (*path, name), item.replaces)


def _values(item: Property, old: Any, new: Any, path: Path, replaces: Replaces) -> Iterator[Difference]:
    if new is UNKNOWN:
        yield Difference(path, "add" if old is None else "update", replaces, old, new)
    elif absent(item, old) and absent(item, new):
        return
    elif item.type in ("object", "map") and isinstance(old or {}, dict) and isinstance(new or {}, dict):
        yield from _objects(item, old, new, path, replaces)
    elif item.type == "set" and item.element and isinstance(old or [], list) and isinstance(new or [], list):
        yield from _sets(item, old or [], new or [], path)
    elif item.type == "list" and item.element and isinstance(old or [], list) and isinstance(new or [], list):
        yield from _lists(item, old or [], new or [], path)
    elif not same_text(item.equal, old, new):
        kind: Kind = "add" if old is None else "delete" if new is None else "update"
        yield Difference(path, kind, replaces, old, new)


def _objects(item: Property, old: Any, new: Any, path: Path, replaces: Replaces) -> Iterator[Difference]:
    if item.fields is not None and (missing := absent(item, old)) != absent(item, new):
        given = new if missing else old
        yield Difference(path, "add" if missing else "delete", _whole(item, given, replaces), old, new)
    elif item.fields is not None:
        yield from _fields(item.fields, old, new, path)
    else:
        value = item.element or Property("", "any")
        for key in sorted({*(old or {}), *(new or {})}):
            before, after = (old or {}).get(key), (new or {}).get(key)
            if key not in (new or {}) or key not in (old or {}):
                yield Difference((*path, key), "delete" if key in (old or {}) else "add", replaces, before, after)
            else:
                yield from _values(value, before, after, (*path, key), replaces)


def _sets(item: Property, old: list[Any], new: list[Any], path: Path) -> Iterator[Difference]:
    element = item.element or Property("", "any")
    unmatched = list(range(len(old)))
    for index, wanted in enumerate(new):
        match = next((place for place in unmatched if same(element, old[place], wanted)), None)
        if match is None:
            yield Difference((*path, index), "add", _whole(element, wanted, item.replaces), None, wanted)
        else:
            unmatched.remove(match)
    for place in unmatched:
        yield Difference((*path, place), "delete", _whole(element, old[place], item.replaces), old[place], None)


def _lists(item: Property, old: list[Any], new: list[Any], path: Path) -> Iterator[Difference]:
    element = item.element or Property("", "any")
    for index in range(max(len(old), len(new))):
        place = (*path, index)
        if index >= len(old):
            yield Difference(place, "add", _whole(element, new[index], item.replaces), None, new[index])
        elif index >= len(new):
            yield Difference(place, "delete", _whole(element, old[index], item.replaces), old[index], None)
        elif element.type == "object":
            # Terraform does not hand a block's "forces replacement" down to what stands inside it.
            yield from _values(element, old[index], new[index], place, "never")
        else:
            yield from _values(element, old[index], new[index], place, item.replaces)


def _whole(item: Property, value: Any, replaces: Replaces) -> Replaces:
    """Whether adding or removing ``value`` replaces: by itself, or because of something given inside it."""
    if replaces == "always" or item.fields is None or not isinstance(value, dict):
        return replaces
    inner = (_whole(field, value[name], field.replaces) for name, field in item.fields.items() if name in value)
    return "always" if "always" in inner else replaces
