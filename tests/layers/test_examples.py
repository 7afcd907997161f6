"""Examples in the docstrings of `layers` are true, and everything that users of the library touch has one."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import layers
from layers import advice, dependents, describe, explaining, json_text, listing, rule_list, schema, sources, yaml_text

ROOT = Path(layers.__file__).parent.parent
MODULES = [import_module(module.name) for module in pkgutil.walk_packages(layers.__path__, "layers.")]
INTERFACE = [
    *(getattr(layers, name) for name in layers.__all__),
    advice.advice,
    dependents.describe_dependents,
    describe.describe_component,
    describe.describe_stacks,
    explaining.explain,
    explaining.provenance_yaml,
    json_text.to_json,
    listing.list_values,
    listing.ValueRow,
    rule_list.all_rules,
    schema.manifest_schema,
    sources.sources,
    yaml_text.to_yaml,
]


@pytest.mark.parametrize("module", [layers, *MODULES], ids=lambda module: module.__name__)
def test_examples_are_true(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("named", INTERFACE, ids=lambda named: named.__name__)
def test_what_users_touch_has_an_example(named: type) -> None:
    assert ">>>" in (named.__doc__ or "")
