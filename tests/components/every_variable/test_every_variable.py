"""Each variable of each kind, changed alone, plans what the real provider would plan: no surprising replacement.

The table beside this file says it: what is ``set``, with what besides (``with``), and the ``plan``.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load((HERE / "plans.yaml").read_text())
BY_THE_ENGINE = {"account-quotas"}
"""Kinds that ask AWS before they register anything: benchmarks/baseline_variables.py runs their rows."""
PLANNED = [kind for kind in TABLE if kind not in BY_THE_ENGINE]
CASES = [pytest.param(kind, case, id=f"{kind}-{'-'.join(case['set'])}") for kind in PLANNED for case in TABLE[kind]]
# What names and tags are made of, where things are and whether there are any: the same for all kinds.
OF_ALL_KINDS = {
    *("enabled", "namespace", "tenant", "environment", "stage", "name", "attributes", "delimiter", "label_order"),
    *("id_length_limit", "region", "regions", "tags"),
}
# Which instance is referred to, limits of AWS, and quotas, which tests/blocks/quota has a table of.
OTHERS = {
    "account-settings": {"service_quotas", "service_quotas_enabled"},
    "aws-config": {f"config_bucket_{part}" for part in ("component_name", "tenant", "env", "stage")},
    "cloudtrail": {f"cloudtrail_bucket_{part}_name" for part in ("component", "tenant", "environment", "stage")}
    | {"organization_id"},
    "config-bucket": {"access_log_bucket_component_name"},
    "deploy-roles": {"limits"},
    "tfstate-backend": {"limits"},
}


def _planning() -> ModuleType:
    """The module beside this one; tests of components are no package."""
    name = "planning_of_every_variable"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, HERE / "planning.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_a_changed_variable_plans_what_the_provider_would(recorder: Any, kind: str, case: dict[str, Any]) -> None:
    planning, base = _planning(), case.get("with", {})
    before = planning.registered(recorder, kind, base)
    after = planning.registered(recorder, kind, {**base, **case["set"]})
    assert planning.plan(before, after) == case["plan"]


@pytest.mark.parametrize("kind", TABLE)
def test_every_row_says_what_aws_answers(kind: str) -> None:
    for case in TABLE[kind]:
        call, path, _, *seen = case["reads"]
        assert len(call.split()) >= 2, case["set"]
        assert path, case["set"]
        assert seen in ([], ["unseen"], ["unplanned"]), case["set"]


@pytest.mark.parametrize("kind", PLANNED)
def test_every_variable_is_in_the_table(kind: str) -> None:
    model, _ = _planning().KINDS[kind]
    changed = {variable for case in TABLE[kind] for variable in case["set"]}
    assert set(model.model_fields) - OF_ALL_KINDS - OTHERS.get(kind, set()) - changed == set()


# Nothing else may be replaced: where AWS has no update, by a name that was chosen, or behind a lock (protect).
REPLACED = {
    "Account",
    "AccountAlias",
    "Alias",
    "Analyzer",
    "BlockPublicAccessConfiguration",
    "DefaultKmsKey",
    "LogGroup",
    "Budget",
}


def test_what_is_replaced_is_known() -> None:
    replaced = {
        step.split()[1].rstrip(":")
        for kind in PLANNED
        for case in TABLE[kind]
        if not {"bucket_name", "plan_role_name", "apply_role_name", "recorder_name"} & set(case["set"])
        for step in case["plan"]
        if step.startswith("replace")
    }
    assert replaced == REPLACED
