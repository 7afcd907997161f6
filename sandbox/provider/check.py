"""Validation of inputs and filling of defaults, driven by the table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from model.finding import suggestion
from sandbox.provider import naming as names
from sandbox.provider.naming import Naming
from sandbox.provider.paths import Path, text
from sandbox.provider.rules import broken
from sandbox.provider.table import FunctionFacts, Property, TypeFacts
from sandbox.provider.tags import TagRules
from sandbox.provider.wire import UNKNOWN, Properties

DEFAULTS = "__defaults"
_SCALARS: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}


@dataclass(frozen=True)
class Failure:
    """What is wrong with an input. ``path`` is empty when there is no value to show."""

    path: Path
    reason: str

    @property
    def property(self) -> str:
        """The path as the engine reads it."""
        return text(self.path)


@dataclass(frozen=True)
class Surroundings:
    """What a check depends on besides the inputs: the provider's region and tags, and the resource's name."""

    naming: Naming
    region: str = ""
    tags: TagRules = TagRules()  # noqa: RUF009 - frozen


def checked(
    facts: TypeFacts, news: Properties, olds: Properties, around: Surroundings
) -> tuple[Properties, list[Failure]]:
    """The inputs with defaults, generated name, region and ``tagsAll``; and every failure. Unknown values pass."""
    failures: list[Failure] = []
    given = {name: value for name, value in news.items() if not name.startswith("__") and name != "tagsAll"}
    inputs = _fields(facts.properties, given, (), failures)
    if facts.region:
        inputs.setdefault("region", around.region)
    filled = _fill(facts, inputs, olds, around.naming, failures)
    failures.extend(_missing(facts.properties, inputs, ()))
    failures.extend(_constraints(facts, inputs))
    if facts.tags:
        everything = around.tags.all(inputs.get("tags"))
        if everything is UNKNOWN or everything or olds.get("tagsAll"):
            inputs["tagsAll"] = everything
    inputs[DEFAULTS] = sorted(filled)
    return inputs, failures


def checked_arguments(facts: FunctionFacts, given: Properties) -> tuple[Properties, list[Failure]]:
    """The arguments of a function with defaults, and every failure."""
    failures: list[Failure] = []
    arguments = _fields(facts.arguments, given, (), failures)
    failures.extend(_missing(facts.arguments, arguments, ()))
    for name, item in facts.arguments.items():
        if item.default is not None:
            arguments.setdefault(name, item.default)
    return arguments, failures


def checked_fields(facts: TypeFacts, given: Properties) -> list[Failure]:
    """The failures of values as they are given, without filling anything in."""
    failures: list[Failure] = []
    inputs = _fields(facts.properties, given, (), failures)
    failures.extend(_missing(facts.properties, inputs, ()))
    failures.extend(_constraints(facts, inputs))
    return failures


def _fields(
    properties: Mapping[str, Property], given: Mapping[str, Any], path: Path, failures: list[Failure]
) -> Properties:
    result: Properties = {}
    for name, value in given.items():
        place = (*path, name)
        item = properties.get(name)
        if item is None:
            known = [key for key, choice in properties.items() if choice.is_input]
            hint = suggestion(name, known)
            failures.append(Failure((), f"Invalid or unknown key '{text(place)}'{hint}"))
        elif item.output_only:
            failures.append(Failure((), f"'{text(place)}' cannot be given: its value is decided by AWS"))
        elif item.refused:
            failures.append(Failure(place, f"'{text(place)}' is {item.refused}"))
        elif value is not None:
            result[name] = _value(item, value, place, failures)
    return result


def _value(item: Property, value: Any, path: Path, failures: list[Failure]) -> Any:
    if value is UNKNOWN:
        return UNKNOWN
    converted = _convert(item, value)
    if converted is None:
        failures.append(Failure(path, f"'{text(path)}' must be {_article(item.type)}, got {_kind(value)}"))
        return value
    failures.extend(Failure(path, f"'{text(path)}': {message}") for message in broken(item.rules, converted))
    if item.type in ("list", "set") and item.element:
        return [_value(item.element, entry, (*path, index), failures) for index, entry in enumerate(converted)]
    if item.type == "map" and item.element:
        return {key: _value(item.element, entry, (*path, key), failures) for key, entry in converted.items()}
    if item.type == "object" and item.fields is not None:
        inner = {key: entry for key, entry in converted.items() if not key.startswith("__")}
        result = _fields(item.fields, inner, path, failures)
        for name, field in item.fields.items():
            if field.default is not None:
                result.setdefault(name, field.default)
        failures.extend(_missing(item.fields, result, path))
        return result
    return converted


def _convert(item: Property, value: Any) -> Any:
    """``value`` as the property's type; scalars are converted as the bridge does; None when that is not possible."""
    if item.object_as_json and isinstance(value, dict | list):
        return json.dumps(value, separators=(",", ":"))
    if item.type in ("list", "set"):
        return value if isinstance(value, list) else None
    if item.type in ("map", "object"):
        return value if isinstance(value, dict) else None
    if item.type not in _SCALARS or _fits(item.type, value):
        return value
    return _convert_scalar(item.type, value)


def _fits(wanted: str, value: Any) -> bool:
    return isinstance(value, _SCALARS[wanted]) and isinstance(value, bool) == (wanted == "boolean")


def _convert_scalar(wanted: str, value: Any) -> Any:
    if wanted == "string" and isinstance(value, bool):
        return "true" if value else "false"
    if wanted == "string" and isinstance(value, int | float):
        return str(value)
    if wanted == "boolean" and value in ("true", "false"):
        return value == "true"
    if wanted in ("integer", "number") and isinstance(value, str):
        try:
            number = float(value)
        except ValueError:
            return None
        if number.is_integer():
            return int(number)
        return number if wanted == "number" else None
    return None


def _fill(facts: TypeFacts, inputs: Properties, olds: Properties, naming: Naming, failures: list[Failure]) -> list[str]:
    """Fills what the program left out and returns the names of what was filled."""
    filled = []
    for name, item in facts.properties.items():
        if name in inputs or any(other in inputs for other in facts.conflicts(name)):
            continue
        value = item.default
        if item.auto_name and name in olds.get(DEFAULTS, ()):
            value = olds.get(name)
        elif item.auto_name:
            try:
                value = names.generated(item.auto_name, naming, inputs)
            except names.NoName as error:
                failures.append(Failure((), f"'{name}': {error}"))
        if value is not None:
            inputs[name] = value
            filled.append(name)
        elif item.auto_name and naming.mode == "disable":
            failures.append(Failure((), f"Missing required property '{name}'"))
    return filled


def _missing(properties: Mapping[str, Property], inputs: Mapping[str, Any], path: Path) -> Iterator[Failure]:
    for name, item in properties.items():
        if item.required and name not in inputs:
            yield Failure((), f"Missing required property '{text((*path, name))}'")


def _constraints(facts: TypeFacts, inputs: Mapping[str, Any]) -> Iterator[Failure]:
    for rule in facts.constraints:
        if group := rule.get("conflicts"):
            given = [name for name in group if name in inputs]
            if len(given) > 1:
                yield Failure((given[0],), f"'{given[0]}' conflicts with '{given[1]}'")
        elif group := rule.get("exactly_one"):
            given = [name for name in group if name in inputs]
            if len(given) != 1:
                what = (
                    f"only one of {_quoted(group)} can be given, got {_quoted(given)}"
                    if given
                    else (f"one of {_quoted(group)} must be given")
                )
                yield Failure((), what)
        elif group := rule.get("at_least_one"):
            if not any(name in inputs for name in group):
                yield Failure((), f"one of {_quoted(group)} must be given")
        elif rule["property"] in inputs:
            absent = [name for name in rule["requires"] if name not in inputs]
            if absent:
                yield Failure((rule["property"],), f"'{rule['property']}' requires {_quoted(absent)}")


def _quoted(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _kind(value: Any) -> str:
    kinds = {str: "a string", bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return f"{kinds[type(value)]} ({value!r})" if isinstance(value, str | int | float) else kinds[type(value)]
