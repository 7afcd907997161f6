"""Each variable of each kind, with a value that AWS would refuse: the finding names it, its line, and what is valid.

The table beside this file has a row for each; ``FREE`` are those that hold any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from components.account_quotas.variables import AccountQuotasVariables
from components.account_settings.variables import AccountSettingsVariables
from components.aws_config.variables import AwsConfigVariables
from components.budget.variables import BudgetVariables
from components.cloudtrail.variables import CloudTrailVariables
from components.cloudtrail_bucket.variables import CloudTrailBucketVariables
from components.config_bucket.variables import ConfigBucketVariables
from components.deploy_roles.variables import DeployRolesVariables
from components.tfstate_backend.variables import TfstateBackendVariables
from layers import load
from model.variables import Variables
from program.validation import findings

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("bad_values.yaml").read_text())
KINDS: Mapping[str, type[Variables]] = {
    "account-settings": AccountSettingsVariables,
    "budget": BudgetVariables,
    "account-quotas": AccountQuotasVariables,
    "aws-config": AwsConfigVariables,
    "cloudtrail": CloudTrailVariables,
    "cloudtrail-bucket": CloudTrailBucketVariables,
    "config-bucket": ConfigBucketVariables,
    "tfstate-backend": TfstateBackendVariables,
    "deploy-roles": DeployRolesVariables,
}
CASES = [pytest.param(kind, row, id=f"{kind}-{row['at']}") for kind in KINDS for row in TABLE[kind]]
# Labels and tags are any text; what is wrong with a name that is made of them, kinds find. Regions are RS411's.
FREE = {
    *("namespace", "tenant", "environment", "stage", "name", "attributes[]", "delimiter", "label_order[]"),
    *("id_length_limit", "tags.*", "region", "regions[]"),
    # Keys of objects.
    *("ssm_session_s3_key_prefix", "access_roles.*.key_prefixes[]"),
    # Tags and values of what costs are filtered by.
    *("budgets.*.cost_filter.*[]", "budgets.*.tags.*"),
    *(f"budgets.*.filter_expression.{part}.values[]" for part in ("dimensions", "tags", "cost_categories")),
    # Texts and fields of events.
    *(
        f"advanced_event_selector[].field_selector[].{comparison}[]"
        for comparison in ("equals", "not_equals", "starts_with", "not_starts_with", "ends_with", "not_ends_with")
    ),
    # Names and ids of what is somewhere else, which nothing here knows.
    *("github.environments[]", "account_settings_environment_name"),
    *("config_bucket_tenant", "config_bucket_env", "config_bucket_stage"),
    *(f"cloudtrail_bucket_{label}_name" for label in ("tenant", "environment", "stage")),
    *(f"budgets.*.actions.*.definition.iam_action_definition.{who}[]" for who in ("groups", "roles", "users")),
    "budgets.*.actions.*.definition.scp_action_definition.target_ids[]",
    "budgets.*.actions.*.definition.ssm_action_definition.instance_ids[]",
}
SETTINGS = 'stacks: {included_paths: ["orgs/**/*"], name_pattern: "{tenant}-{environment}-{stage}"}\n'
LABELS = {"namespace": "acme", "tenant": "core", "environment": "ue1", "stage": "audit"}
# What an instance of the kind needs to be in order.
NEEDED = {
    "aws-config": {"s3_bucket_name": "acme-config"},
    "cloudtrail": {"s3_bucket_name": "acme-logs"},
    "deploy-roles": {"github": {"repository": "acme/infrastructure"}},
    "tfstate-backend": {"account_map": {"full_account_map": {"plat-dev": "222222222222"}}},
}
ORGANIZATION = {
    "account_email_format": "aws+%s@acme.example",
    "organization_config": {
        "root_account": {"name": "core-root", "tenant": "core", "stage": "root"},
        "organizational_units": {
            "core": {"accounts": {"core-audit": {}}},
            "plat": {"accounts": {"plat-dev": {}}},
        },
    },
}
"""The accounts that variables may name."""


def _errors(folder: Path, kind: str, variables: Mapping[str, Any]) -> tuple[list[Any], Path]:
    """What validation says of an instance, and its manifest, in which every key and item has a line of its own."""
    (folder / "orgs").mkdir()
    (folder / "rootstock.yaml").write_text(SETTINGS)
    root = {**LABELS, "environment": "gbl", "stage": "root"}
    _write(folder / "orgs/root.yaml", root, {"account": ORGANIZATION})
    path = _write(folder / "orgs/audit.yaml", LABELS, {kind: variables})
    return [one for one in findings(load(folder)) if one.severity == "error"], path


def _write(path: Path, labels: Mapping[str, Any], instances: Mapping[str, Mapping[str, Any]]) -> Path:
    written = {name: {"vars": dict(variables)} for name, variables in instances.items()}
    manifest = {"vars": dict(labels), "components": {"pulumi": written}}
    path.write_text(yaml.dump(manifest, Dumper=_Plain, default_flow_style=False, sort_keys=False))
    return path


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _changed(variables: Mapping[str, Any], at: list[str], value: Any) -> dict[str, Any]:
    whole = deepcopy(dict(variables))
    inner: Any = whole
    for step in at[:-1]:
        inner = inner[int(step) if isinstance(inner, list) else step]
    inner[int(at[-1]) if isinstance(inner, list) else at[-1]] = value
    return whole


def _line(path: Path, at: list[str]) -> int:
    """The line of a key or an item."""
    node, line = yaml.compose(path.read_text(), Loader=yaml.SafeLoader), 0
    for step in at:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[int(step)]
            line = node.start_mark.line
        else:
            assert isinstance(node, yaml.MappingNode)
            ((key, node),) = [pair for pair in node.value if str(pair[0].value) == step]
            line = key.start_mark.line
    return line + 1


@pytest.mark.parametrize(("kind", "row"), CASES)
def test_a_bad_value_is_found_where_it_stands(tmp_path: Path, kind: str, row: dict[str, Any]) -> None:
    at = row["at"].split(".")
    base = {**NEEDED.get(kind, {}), **row.get("with", {})}
    found, path = _errors(tmp_path, kind, _changed(base, at, row["is"]))
    wanted = ["components", "pulumi", kind, "vars", *at]
    assert {(one.rule, one.position.line) for one in found} == {(row.get("rule", "RS401"), _line(path, wanted))}, found
    assert any(row["says"] in one.message for one in found), found


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_without_a_bad_value_is_in_order(tmp_path: Path, kind: str) -> None:
    assert _errors(tmp_path, kind, NEEDED.get(kind, {}))[0] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_switch_takes_true_and_false_only(tmp_path: Path, kind: str) -> None:
    switches = [path for path, schema in _leaves(KINDS[kind]) if schema["type"] == "boolean" and path.isidentifier()]
    found, _ = _errors(tmp_path, kind, {**NEEDED.get(kind, {}), **dict.fromkeys(switches, "maybe")})
    said = {one.message.partition(": ")[2] for one in found}
    assert said == {f"`{one}`: is true or false, not a string ('maybe')" for one in switches}


@pytest.mark.parametrize("kind", KINDS)
def test_every_variable_has_a_bad_value(kind: str) -> None:
    leaves = {path for path, schema in _leaves(KINDS[kind]) if schema["type"] != "boolean"}
    tried = [row["at"] for row in TABLE[kind]]
    missing = {path for path in leaves - FREE if not any(_pattern(path).fullmatch(at) for at in tried)}
    if kind == "account-settings":
        # The same block as that of kind `budget`, whose rows these are.
        missing = {path for path in missing if not path.startswith("budgets.")}
    assert missing == set()


def test_what_is_free_is_there() -> None:
    leaves = {path for model in KINDS.values() for path, _ in _leaves(model)}
    assert leaves >= FREE


def _pattern(path: str) -> re.Pattern[str]:
    """Which places in YAML a leaf means: ``*`` is any key, ``[]`` an item, or the list that holds it."""
    escaped = re.escape(path).replace(r"\.\*", r"\.[^.]+")
    if escaped.endswith(r"\[\]"):
        escaped = escaped.removesuffix(r"\[\]") + r"(\.\d+)?"
    return re.compile(escaped.replace(r"\[\]", r"\.\d+"))


def _leaves(model: type[Variables]) -> Iterator[tuple[str, dict[str, Any]]]:
    schema = model.model_json_schema()
    return _below("", schema, schema.get("$defs", {}), ())


def _below(
    path: str, schema: dict[str, Any], defined: dict[str, Any], seen: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The innermost variables with their schemas; what is in itself is looked into once."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name not in seen:
            yield from _below(path, defined[name], defined, (*seen, name))
    elif "anyOf" in schema or "else" in schema:
        for choice in schema.get("anyOf", [schema.get("else")]):
            if choice.get("type") != "null":
                yield from _below(path, choice, defined, seen)
    elif "properties" in schema:
        for name, inner in schema["properties"].items():
            yield from _below(f"{path}.{name}" if path else name, inner, defined, seen)
    elif isinstance(schema.get("additionalProperties"), dict):
        yield from _below(f"{path}.*", schema["additionalProperties"], defined, seen)
    elif "patternProperties" in schema:
        for inner in schema["patternProperties"].values():
            yield from _below(f"{path}.*", inner, defined, seen)
    elif schema["type"] == "array":
        yield from _below(f"{path}[]", schema["items"], defined, seen)
    else:
        yield path, schema
