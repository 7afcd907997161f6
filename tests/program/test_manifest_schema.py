"""Editors find the schema of manifests, it is up to date, and it accepts the example tree and nothing misspelt."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from layers.document import Document
from layers.reading import read_value
from layers.rule import Findings
from layers.surroundings import Surroundings
from model.reference import Reference
from program.manifest_schema import FILE, schema, schema_text

CONFIG = FILE.parent.parent.parent.parent / "config"
MANIFESTS = sorted(path for name in ("catalog", "mixins", "orgs") for path in (CONFIG / name).rglob("*.yaml"))
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
CHECK = Draft202012Validator(schema())


def test_the_file_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == schema_text(), "stale: run `python -m program.manifest_schema`"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: str(path.relative_to(CONFIG)))
def test_the_example_tree_points_at_the_schema_and_keeps_it(manifest: Path) -> None:
    text = manifest.read_text(encoding="utf-8")
    if "policies" in manifest.parts:
        return  # a catalog of policies is no manifest
    line = MODELINE.match(text)
    assert line is not None, "the first line names the schema"
    assert (manifest.parent / line[1]).resolve() == FILE
    assert [(list(error.absolute_path), error.message) for error in CHECK.iter_errors(_read(text))] == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("import: mixins/region", ["import"]),
        ("vars: [1]", ["vars"]),
        ("components: {pulumi: {account-settings: {vars: {minimum_password_lenght: 3}}}}", ["vars"]),
        ("components: {pulumi: {account-settings: {vars: {budgets: {a: {limit_amount: much}}}}}}", ["budgets", "a"]),
        ("components: {pulumi: {account-settings: {vars: {budgets: [{name: a, limit: 5}]}}}}", ["budgets", 0]),
        ("components: {pulumi: {second: {metadata: {component: budget}, vars: {budget: {}}}}}", ["second", "vars"]),
        ("components: {pulumi: {account: {metadata: {inherits: base}}}}", ["metadata", "inherits"]),
        ("components: {pulumi: {account: {settings: {list_merge_strategy: deep}}}}", ["list_merge_strategy"]),
    ],
)  # fmt: skip
def test_what_is_misspelt_is_marked_at_its_place(text: str, place: list[str]) -> None:
    [error] = CHECK.iter_errors(_read(text))
    assert list(error.absolute_path)[-len(place) :] == place


def test_layers_may_hold_parts() -> None:
    text = """
import: [catalog/account, {path: mixins/region, context: {a: 1}}]
vars: {namespace: acme}
settings: {slice: state}
x-anchors: {a: 1}
overrides: {vars: {tags: {Team: web}}}
components:
  terraform: {vpc: {vars: {anything: 1}}}
  pulumi:
    account-settings: {vars: {budgets: [{name: monthly, limit_amount: 5}]}}
    quotas: {metadata: {type: abstract, component: account-quotas}}
"""
    assert list(CHECK.iter_errors(_read(text))) == []


def _read(text: str) -> Any:
    """The manifest as an editor sees it: a reference is a text."""
    return _plain(read_value(Document("/f.yaml", text.encode()), Surroundings("/", {}), Findings()))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Reference) else value
