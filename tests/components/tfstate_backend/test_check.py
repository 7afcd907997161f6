"""What is wrong with a state backend before anything runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blocks.place import CheckPlace
from components.tfstate_backend.check import check
from components.tfstate_backend.variables import TfstateBackendVariables

LABELS = {"namespace": "acme", "tenant": "core", "environment": "ue1", "stage": "root", "name": "tfstate"}
IDS = {"full_account_map": {f"plat-a{number}": f"{number:012}" for number in range(60)}}


def _found(**variables: Any) -> list[tuple[str, object]]:
    problems = check(TfstateBackendVariables.model_validate(LABELS | variables), CheckPlace(Path()))
    return [(problem.rule, problem.path[1:]) for problem in problems]


def _role(**role: Any) -> dict[str, Any]:
    return {"access_roles": {"ro": role}}


def test_the_defaults_are_right() -> None:
    assert _found() == []
    assert _found(**_role(allowed_roles={"core-root": ["*"], "222222222222": ["planner"]})) == []
    assert _found(organization_id="o-abcdefghij", **_role(allowed_roles={"*": ["planner"]})) == []


@pytest.mark.parametrize(
    ("variables", "rule", "path"),
    [
        ({"name": "a" * 60}, "RS360", ("name",)),
        ({"bucket_name": "Acme"}, "RS360", ("bucket_name",)),
        (
            _role(allowed_roles={"core-rot": ["x"]}),
            "RS361",
            ("access_roles", "ro", "allowed_roles", "core-rot"),
        ),
        (_role(allowed_roles={"*": ["x"]}), "RS361", ("access_roles", "ro", "allowed_roles", "*")),
        (
            _role(allowed_principal_arns=["arn:aws:iam::*:role/x"]),
            "RS361",
            ("access_roles", "ro", "allowed_principal_arns", 0),
        ),
        ({"access_roles": {"r" * 50: {}}}, "RS362", ("access_roles", "r" * 50)),
        (
            _role(allowed_roles={name: ["terraform"] for name in IDS["full_account_map"]}) | {"account_map": IDS},
            "RS363",
            ("access_roles", "ro"),
        ),
        (_role(stacks=[f"plat-stack{number}" for number in range(99)]), "RS364", ("access_roles", "ro")),
        ({"s3_replication_enabled": True, "sse_algorithm": "AES256"}, "RS365", ("s3_replication_enabled",)),
        (
            {"create_access_log_bucket": True, "access_log_bucket_name": "acme-logs"},
            "RS366",
            ("access_log_bucket_name",),
        ),
        ({"access_log_bucket_name": "acme-core-ue1-root-tfstate"}, "RS366", ("access_log_bucket_name",)),
        ({"limits": {"role_trust_size": 4096}}, "RS367", ("limits", "role_trust_size")),
    ],
)
def test_each_rule(variables: dict[str, Any], rule: str, path: tuple[object, ...]) -> None:
    assert _found(**variables) == [(rule, path)]


def test_roles_that_are_not_made_are_not_looked_at() -> None:
    assert _found(access_roles_enabled=False, **_role(allowed_roles={"*": ["x"]})) == []


def test_a_raised_quota_counts() -> None:
    some = {name: ["terraform"] for name in list(IDS["full_account_map"])[:30]}
    given = _role(allowed_roles=some) | {"account_map": IDS}
    assert _found(**given) == [("RS363", ("access_roles", "ro"))]
    assert _found(**given, limits={"role_trust_policy_size": 4096}) == []
