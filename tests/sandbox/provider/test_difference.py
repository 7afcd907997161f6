"""What counts as a difference between state and inputs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandbox.provider.difference import differences, same
from sandbox.provider.paths import covered, names, parse, text
from sandbox.provider.table import Property
from sandbox.provider.wire import UNKNOWN

STRING = Property("", "string")
RULE = Property(
    "", "object",
    fields={
        "id": Property("id", "string", required=True),
        "days": Property("days", "integer", computed=True),
        "name": Property("name", "string", output_only=True),
        "kind": Property("kind", "string", replaces="always"),
    },
)  # fmt: skip
PROPERTIES = {
    "name": Property("name", "string"),
    "place": Property("place", "string", replaces="always"),
    "parent": Property("parent", "string", computed=True),
    "arn": Property("arn", "string", output_only=True),
    "kinds": Property("kinds", "set", element=STRING),
    "order": Property("order", "list", element=STRING, replaces="always"),
    "rules": Property("rules", "list", element=RULE),
    "rule_set": Property("rule_set", "set", element=RULE),
    "blocks": Property("blocks", "list", element=Property("", "object", fields={"a": STRING}), replaces="always"),
    "tags": Property("tags", "map", element=STRING),
    "rule": Property("rule", "object", fields=RULE.fields),
    "choice": Property("choice", "object", fields={"plain": Property("plain", "object", fields={}), "other": RULE}),
}


def found(old: dict[str, Any], new: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {text(item.path): (item.kind, item.replaces) for item in differences(PROPERTIES, old, new)}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"name": "a"}, {"name": "a"}, {}),
        ({}, {"choice": {"plain": {}}}, {"choice": ("add", "never")}),
        ({"choice": {"plain": {}}}, {"choice": {"plain": {}}}, {}),
        ({"choice": {"plain": {}}}, {}, {"choice": ("delete", "never")}),
        ({}, {"choice": {"other": {"id": ""}}}, {}),
        (
            {"choice": {"plain": {}}},
            {"choice": {"other": {"id": "a"}}},
            {"choice.plain": ("delete", "never"), "choice.other": ("add", "never")},
        ),
        ({"name": "a"}, {"name": "b"}, {"name": ("update", "never")}),
        ({"name": "a"}, {}, {"name": ("delete", "never")}),
        ({}, {"name": "a"}, {"name": ("add", "never")}),
        ({"name": ""}, {}, {}),
        ({}, {"tags": {}}, {}),
        ({"place": "a"}, {"place": "b"}, {"place": ("update", "always")}),
        ({"place": "a"}, {"place": UNKNOWN}, {"place": ("update", "always")}),
        ({"parent": "r"}, {}, {}),
        ({"parent": "r"}, {"parent": "ou"}, {"parent": ("update", "never")}),
        ({"arn": "x"}, {}, {}),
        ({"kinds": ["a", "b"]}, {"kinds": ["b", "a"]}, {}),
        ({"kinds": ["a", "b"]}, {"kinds": ["b", "c"]}, {"kinds[1]": ("add", "never"), "kinds[0]": ("delete", "never")}),
        ({"order": ["a", "b"]}, {"order": ["a", "c"]}, {"order[1]": ("update", "always")}),
        ({"rules": [{"id": "a", "days": 3}]}, {"rules": [{"id": "a"}]}, {}),
        ({"rules": [{"id": "a", "name": "x"}]}, {"rules": [{"id": "b"}]}, {"rules[0].id": ("update", "never")}),
        ({"rules": [{"id": "a", "kind": "x"}]}, {"rules": [{"id": "a"}]}, {"rules[0].kind": ("delete", "always")}),
        ({"rules": []}, {"rules": [{"id": "a", "kind": "x"}]}, {"rules[0]": ("add", "always")}),
        ({"rule_set": [{"id": "a"}, {"id": "b"}]}, {"rule_set": [{"id": "b"}, {"id": "a"}]}, {}),
        ({"blocks": [{"a": "1"}]}, {"blocks": [{"a": "2"}]}, {"blocks[0].a": ("update", "never")}),
        ({"blocks": [{"a": "1"}]}, {"blocks": []}, {"blocks[0]": ("delete", "always")}),
        (
            {"tags": {"a": "1", "b.c": "2"}},
            {"tags": {"a": "3", "d": "4"}},
            {"tags.a": ("update", "never"), 'tags["b.c"]': ("delete", "never"), "tags.d": ("add", "never")},
        ),
        ({"rule": {"id": "a"}}, {}, {"rule": ("delete", "never")}),
        ({"rule": {"id": "a", "days": 3}}, {"rule": {"id": "a"}}, {}),
    ],
)  # fmt: skip
def test_differences(old: dict[str, Any], new: dict[str, Any], expected: dict[str, Any]) -> None:
    assert found(old, new) == expected


STATEMENT = {"Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": "*", "Principal": {"AWS": "1" * 12}}
DENIAL = {**STATEMENT, "Effect": "Deny"}
RESPELLED = {
    "Sid": "",
    "Effect": "Allow",
    "Resource": ["*"],
    "Principal": {"AWS": [f"arn:aws:iam::{'1' * 12}:root"]},
    "Action": ["s3:List*", "s3:Get*"],
}


@pytest.mark.parametrize(
    ("equal", "old", "new", "expected"),
    [
        ("", "a", "A", False),
        ("json", '{"a": [1, 2], "b": 1}', '{"b":1,"a":[1,2]}', True),
        ("json", '{"a": [1, 2]}', '{"a": [2, 1]}', False),
        ("policy", json.dumps({"Statement": STATEMENT}), json.dumps({"Statement": [RESPELLED]}), True),
        ("policy", json.dumps({"Statement": STATEMENT}), json.dumps({"Statement": DENIAL}), False),
        ("decimal", "100.0", "100", True),
        ("decimal", "100.1", "100", False),
        ("https", "acme.example/oidc", "https://acme.example/oidc", True),
        ("key", "arn:aws:kms:us-east-1:1:key/abc", "abc", True),
        ("trimmed", " a ", "a", True),
        ("case", "Missing", "missing", True),
    ],
)  # fmt: skip
def test_equalities(equal: str, old: str, new: str, expected: bool) -> None:
    assert same(Property("it", "string", equal=equal), old, new) is expected


@pytest.mark.parametrize("path", [("tags", "a.b"), ("rules", 0, "status"), ("name",), ("a", 'b"c', 2, 3)])
def test_paths_are_read_as_they_are_written(path: tuple[str | int, ...]) -> None:
    assert parse(text(path)) == path


def test_ignored_paths_cover_what_is_below_them() -> None:
    ignored = [parse("tags.Name"), parse("rules[*].status"), parse("content")]
    assert covered(("tags", "Name"), ignored)
    assert covered(("rules", 3, "status"), ignored)
    assert covered(("content", "x", 1), ignored)
    assert not covered(("tags", "Other"), ignored)
    assert not covered(("rules", 3), ignored)


def test_the_property_of_a_path_has_no_indices() -> None:
    assert names(("rules", 0, "expiration", "days")) == "rules.expiration.days"
