"""State and inputs made of what was given and what AWS answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.check import DEFAULTS
from sandbox.provider.difference import absent, same
from sandbox.provider.table import Property, TypeFacts
from sandbox.provider.tags import TagRules
from sandbox.provider.wire import UNKNOWN, Properties

# Other spellings of the same (a key's ARN, 100.0 for 100) are shown as AWS answers them.
_KEPT_AS_GIVEN = ("", "json", "policy")


def state(facts: TypeFacts, identifier: str, given: Mapping[str, Any], read: Properties, tags: TagRules) -> Properties:
    """The outputs of a resource.

    What AWS answers wins, except that a document or a set which means the same stays as it was given, and that what
    AWS does not tell is taken from ``given``: the inputs, or on a refresh the state before.
    """
    answered = dict(read)
    if facts.tags and "tagsAll" in answered:
        seen = tags.seen(answered["tagsAll"])
        answered["tagsAll"] = seen
        answered["tags"] = tags.own(seen, given.get("tags") or {}) or None
    result: Properties = {}
    for name, item in facts.properties.items():
        value = _merged(item, given.get(name), answered.get(name))
        if item.unreadable and name not in answered:
            value = given.get(name)
        if value is not None:
            result[name] = value
    if facts.region:
        result["region"] = answered.get("region") or given.get("region")
    result["id"] = identifier
    return result


def _merged(item: Property, given: Any, read: Any) -> Any:
    if given is None or item.output_only:
        return read
    if absent(item, given) and read is None:
        return given
    if isinstance(given, dict) and isinstance(read, dict) and item.fields is not None:
        return _merged_object(item.fields, given, read)
    if item.type == "list" and item.element and isinstance(given, list) and isinstance(read, list):
        return [
            _merged(item.element, given[index] if index < len(given) else None, entry)
            for index, entry in enumerate(read)
        ]
    return given if item.equal in _KEPT_AS_GIVEN and same(item, read, given) else read


def _merged_object(fields: Mapping[str, Property], given: Mapping[str, Any], read: Mapping[str, Any]) -> Properties:
    merged = {name: _merged(field, given.get(name), read.get(name)) for name, field in fields.items()}
    hidden = {name: given[name] for name, field in fields.items() if field.unreadable and name in given}
    return {name: value for name, value in {**merged, **hidden}.items() if value is not None}


def refreshed_inputs(facts: TypeFacts, inputs: Properties, outputs: Properties) -> Properties:
    """The inputs after a refresh: the same properties with the values that the resource has now."""
    result: Properties = {}
    changed = set()
    for name, old in inputs.items():
        item = facts.properties.get(name)
        if item is None:
            continue
        value = outputs.get(name) if item.unreadable or not same(item, outputs.get(name), old) else old
        value = _only_inputs(item, value)
        if value is not None:
            result[name] = value
        if value != old:
            changed.add(name)
    if DEFAULTS in inputs:
        result[DEFAULTS] = [name for name in inputs[DEFAULTS] if name not in changed]
    return result


def imported_inputs(facts: TypeFacts, outputs: Properties) -> Properties:
    """Inputs that describe an imported resource: what a program may give, without defaults and zero values."""
    result: Properties = {DEFAULTS: []}
    for name, item in facts.properties.items():
        value = None if item.refused else _only_inputs(item, outputs.get(name))
        if name != "tagsAll" and value is not None and (item.required or not _default_or_zero(item, value)):
            result[name] = value
    for rule in facts.constraints:
        # AWS knows several spellings of the same thing, a name and its prefix: a program may give the first only.
        group = [name for name in rule.get("conflicts", rule.get("exactly_one", ())) if name in result]
        for other in group[1:]:
            del result[other]
    return result


def previewed(facts: TypeFacts, inputs: Properties, old: Properties | None, unknown: tuple[str, ...]) -> Properties:
    """The outputs that a preview promises: inputs, what is known to stay, and UNKNOWN for the rest."""
    result: Properties = {}
    for name, item in facts.properties.items():
        if name in unknown and not (item.is_input and name in inputs):
            result[name] = UNKNOWN
        elif item.is_input and name in inputs:
            result[name] = inputs[name]
        elif item.output_only or item.computed:
            result[name] = UNKNOWN if old is None else old.get(name)
    if old is not None and "id" in old:
        result["id"] = old["id"]
    return {name: value for name, value in result.items() if value is not None}


def _only_inputs(item: Property, value: Any) -> Any:
    if value is None or item.output_only:
        return None
    if item.fields is not None and isinstance(value, dict):
        inner = {name: _only_inputs(field, value.get(name)) for name, field in item.fields.items()}
        return {name: entry for name, entry in inner.items() if entry is not None}
    if item.element is not None and isinstance(value, list):
        return [_only_inputs(item.element, entry) for entry in value]
    return value


def _default_or_zero(item: Property, value: Any) -> bool:
    return bool(value == item.default) if item.default is not None else absent(item, value)
