"""Mistakes in the variables of ``deploy-roles``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from blocks.place import CheckPlace
from components.deploy_roles.check import check
from components.deploy_roles.owned import owned
from components.deploy_roles.variables import DeployRolesVariables

LABELS = {"namespace": "acme", "tenant": "plat", "environment": "gbl", "stage": "dev"}
CLOUD = {"pulumi_cloud": {"organization": "acme"}}


def _found(**variables: Any) -> list[tuple[str, tuple[str | int, ...], str]]:
    checked = DeployRolesVariables.model_validate(LABELS | variables)
    return [(one.rule, one.path, one.severity) for one in check(checked, CheckPlace(Path()))]


def test_nothing_is_wrong() -> None:
    assert _found(**CLOUD) == []
    assert _found(github={"repository": "acme/infrastructure"}) == []
    assert _found(enabled=False) == []


def test_names_that_iam_refuses() -> None:
    assert _found(**CLOUD, plan_role_name="a" * 65) == [("RS380", ("vars", "plan_role_name"), "error")]
    assert _found(**CLOUD, plan_role_name="same", apply_role_name="same") == [
        ("RS380", ("vars", "apply_role_name"), "error")
    ]


def test_trust_longer_than_iam_takes() -> None:
    cloud = {"organization": "acme", "stacks": [f"plat-dev-part{number}" for number in range(40)]}
    assert {one[0] for one in _found(pulumi_cloud=cloud)} == {"RS381"}
    assert _found(pulumi_cloud=cloud, limits={"role_trust_policy_size": 99999}) == []


def test_stacks_of_other_accounts() -> None:
    cloud = {"organization": "acme", "stacks": ["plat-dev", "*"]}
    assert _found(pulumi_cloud=cloud) == [("RS382", ("vars", "pulumi_cloud", "stacks", 1), "warning")]


def test_roles_without_a_machine() -> None:
    assert _found() == [("RS383", ("vars",), "error")]


def test_previews_that_could_change_the_account() -> None:
    cloud = {"organization": "acme", "apply_operations": ["update", "preview"]}
    assert _found(pulumi_cloud=cloud) == [("RS384", ("vars", "pulumi_cloud", "apply_operations", 1), "error")]


@pytest.mark.parametrize(
    "variables",
    [
        {"pulumi_cloud": {"organization": "Acme"}},
        {"pulumi_cloud": {"organization": "*"}},
        {"pulumi_cloud": {"organization": "acme", "apply_operations": ["up"]}},
        {"github": {"repository": "acme/*"}},
        {"github": {"repository": "infrastructure"}},
        {"github": {"repository": "acme/infrastructure", "branches": ["*"]}},
        {"trusted_principal_arns": ["arn:aws:iam::*:role/Admin"]},
    ],
)
def test_what_would_trust_strangers_is_not_accepted(variables: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        DeployRolesVariables.model_validate(LABELS | variables)


def test_an_account_has_one_provider_for_an_issuer() -> None:
    variables = DeployRolesVariables.model_validate(LABELS | CLOUD)
    assert [one.what for one in owned(variables, CheckPlace(Path(), "plat-dev"))] == [
        "identity provider api.pulumi.com/oidc"
    ]
