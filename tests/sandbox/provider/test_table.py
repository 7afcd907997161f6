"""The table, property by property: what check and diff make of each entry."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.provider.check import DEFAULTS, Surroundings, checked
from sandbox.provider.difference import differences
from sandbox.provider.naming import Naming
from sandbox.provider.projection import imported_inputs, previewed, refreshed_inputs, state
from sandbox.provider.registry import function_class, resource_class
from sandbox.provider.table import NotSimulated, Property, TypeFacts, function_facts, tokens, type_facts
from sandbox.provider.tags import TagRules
from sandbox.provider.wire import UNKNOWN
from tests.sandbox.provider.samples import invalid, valid

FUNCTIONS = [token for token in tokens() if ":get" in token]
TYPES = [token for token in tokens() if token not in FUNCTIONS]
WRONG = {"string": [], "boolean": "perhaps", "integer": "many", "number": "many", "list": "x", "set": "x", "map": "x"}


def properties(*, inputs: bool = True) -> list[Any]:
    found = []
    for token in TYPES:
        for name, item in type_facts(token).properties.items():
            if item.is_input == inputs and name not in ("region", "tags", "tagsAll"):
                found.append(pytest.param(token, item, id=f"{token.split(':')[1]}.{name}"))
    return found


def minimal(facts: TypeFacts) -> dict[str, Any]:
    """What must be given, and one of what must be chosen from."""
    given = {name: valid(item) for name, item in facts.properties.items() if item.required}
    for rule in facts.constraints:
        group = rule.get("exactly_one") or rule.get("at_least_one")
        if group and not any(name in given for name in group):
            given[group[0]] = valid(facts.properties[group[0]])
    return given


def with_property(facts: TypeFacts, name: str, value: Any) -> dict[str, Any]:
    """The minimum and one property, without what conflicts with it and with what it needs."""
    needed = [other for rule in facts.constraints if rule.get("property") == name for other in rule["requires"]]
    excluded = {other for key in (name, *needed) for other in facts.conflicts(key)}
    given = {key: entry for key, entry in minimal(facts).items() if key not in excluded}
    return {**given, **{other: valid(facts.properties[other]) for other in needed}, name: value}


def check(facts: TypeFacts, given: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    inputs, failures = checked(facts, given, {}, Surroundings(Naming("logical", b"seed"), "us-east-1"))
    return inputs, [failure.reason for failure in failures]


@pytest.mark.parametrize("token", TYPES)
def test_every_type_has_a_class(token: str) -> None:
    assert resource_class(token).__doc__


@pytest.mark.parametrize("token", FUNCTIONS)
def test_every_function_has_a_class(token: str) -> None:
    assert function_class(token).__doc__
    assert function_facts(token).result


def test_what_the_table_has_not_is_named() -> None:
    with pytest.raises(NotSimulated, match="type 'aws:ec2/instance:Instance' is not simulated"):
        type_facts("aws:ec2/instance:Instance")
    with pytest.raises(NotSimulated, match="function 'aws:ec2/getAmi:getAmi' is not simulated"):
        function_facts("aws:ec2/getAmi:getAmi")


@pytest.mark.parametrize("token", TYPES)
def test_the_minimum_is_enough_and_nothing_of_it_can_be_left_out(token: str) -> None:
    facts = type_facts(token)
    given = minimal(facts)
    assert check(facts, given)[1] == []
    for name, item in facts.properties.items():
        if item.required:
            rest = {key: value for key, value in given.items() if key != name}
            assert f"Missing required property '{name}'" in check(facts, rest)[1]


@pytest.mark.parametrize("token", TYPES)
def test_unknown_keys_are_named_with_a_suggestion(token: str) -> None:
    facts = type_facts(token)
    known = next((name for name, item in facts.properties.items() if item.is_input and not item.refused), None)
    _, failures = check(facts, {**minimal(facts), f"{known}s": "x"})
    if known:
        assert f"Invalid or unknown key '{known}s' (did you mean '{known}'?)" in failures


@pytest.mark.parametrize(("token", "item"), properties())
def test_a_value_of_each_property(token: str, item: Property) -> None:
    facts = type_facts(token)
    if item.refused:
        assert f"'{item.name}' is {item.refused}" in check(facts, {**minimal(facts), item.name: {}})[1]
        return
    inputs, failures = check(facts, with_property(facts, item.name, valid(item)))
    assert failures == []
    assert item.name not in inputs[DEFAULTS]
    assert check(facts, with_property(facts, item.name, UNKNOWN))[1] == []


@pytest.mark.parametrize(("token", "item"), properties())
def test_wrong_types_and_broken_rules(token: str, item: Property) -> None:
    facts = type_facts(token)
    if item.refused:
        return
    if not item.object_as_json:
        failures = check(facts, {**minimal(facts), item.name: WRONG.get(item.type, "x")})[1]
        assert any(f"'{item.name}' must be" in text for text in failures)
    for rule in item.rules:
        if (value := invalid(rule, item.type)) is not None:
            failures = check(facts, {**minimal(facts), item.name: value})[1]
            assert any(text.startswith(f"'{item.name}") for text in failures), (rule, value)


@pytest.mark.parametrize(("token", "item"), properties(inputs=False))
def test_what_aws_decides_cannot_be_given(token: str, item: Property) -> None:
    facts = type_facts(token)
    failures = check(facts, {**minimal(facts), item.name: "x"})[1]
    assert f"'{item.name}' cannot be given: its value is decided by AWS" in failures


@pytest.mark.parametrize(("token", "item"), properties())
def test_defaults_and_generated_names(token: str, item: Property) -> None:
    facts = type_facts(token)
    inputs, _ = check(facts, minimal(facts))
    expected = item.default
    if item.auto_name:
        suffix = inputs[item.name].rpartition("-")[2]
        assert len(suffix) == 7
        expected = f"{item.auto_name.get('prefix', '')}logical-{suffix}"
    if item.name in minimal(facts) or expected is None:
        assert item.name not in inputs[DEFAULTS]
    else:
        assert inputs[item.name] == expected
        assert item.name in inputs[DEFAULTS]


@pytest.mark.parametrize(("token", "item"), properties())
def test_a_change_replaces_exactly_where_the_table_says(token: str, item: Property) -> None:
    facts = type_facts(token)
    old = {**minimal(facts), item.name: valid(item)}
    new = {**old, item.name: valid(item, other=True)}
    if old == new:
        return
    found = [entry for entry in differences(facts.properties, old, new) if entry.path[0] == item.name]
    assert found
    if item.fields is None and not (item.element and item.element.fields is not None):
        assert {entry.replaces for entry in found} == {item.replaces}


@pytest.mark.parametrize(("token", "item"), properties())
def test_leaving_a_property_out(token: str, item: Property) -> None:
    """What AWS fills in stays, and so does what is the default anyway; everything else is taken away."""
    facts = type_facts(token)
    old = {**minimal(facts), item.name: valid(item, other=True)}
    new = {name: value for name, value in old.items() if name != item.name}
    found = [entry.path[0] for entry in differences(facts.properties, old, new)]
    is_default = item.default is not None and old[item.name] == item.default
    assert found == ([] if item.computed or is_default else [item.name])


@pytest.mark.parametrize(("token", "item"), properties())
def test_what_cannot_be_read_is_no_drift(token: str, item: Property) -> None:
    facts = type_facts(token)
    inputs = {**minimal(facts), item.name: valid(item, other=True), DEFAULTS: []}
    read = {name: value for name, value in inputs.items() if not facts.properties.get(name, item).unreadable}
    outputs = state(facts, "id", inputs, read, TagRules())
    assert differences(facts.properties, outputs, inputs) == []
    assert refreshed_inputs(facts, inputs, outputs) == inputs
    without = state(facts, "id", inputs, {}, TagRules())
    assert (item.name in without) == (item.unreadable and item.is_input) or not valid(item, other=True)


@pytest.mark.parametrize("token", TYPES)
def test_a_preview_promises_inputs_and_knows_nothing_else(token: str) -> None:
    facts = type_facts(token)
    inputs, _ = check(facts, minimal(facts))
    promised = previewed(facts, inputs, None, ())
    for name, item in facts.properties.items():
        if name in inputs:
            assert promised[name] == inputs[name]
        elif item.output_only or item.computed:
            assert promised[name] is UNKNOWN
        else:
            assert name not in promised


@pytest.mark.parametrize("token", TYPES)
def test_imported_inputs_are_a_program_that_changes_nothing(token: str) -> None:
    facts = type_facts(token)
    inputs, _ = check(facts, minimal(facts))
    outputs = state(facts, "id", {}, inputs, TagRules())
    repeated, failures = check(facts, imported_inputs(facts, outputs))
    assert failures == []
    assert differences(facts.properties, outputs, repeated) == []
