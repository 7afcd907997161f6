"""Who may take an access role: trusts, evaluated."""

from __future__ import annotations

import json
from typing import Any

from components.tfstate_backend.access import AccessRole
from components.tfstate_backend.trust import Trusting, trust_policy
from org.policy.evaluate import Request, matches
from tests.policy_linter import lint

OWN, MEMBER, FOREIGN = "111111111111", "222222222222", "999999999999"
TRUSTING = Trusting("aws", OWN, {"core-root": OWN, "plat-dev": MEMBER}, "o-abcdefghij")


def _policy(**role: Any) -> dict[str, Any]:
    policy: dict[str, Any] = json.loads(trust_policy(AccessRole.model_validate(role), TRUSTING))
    return policy


def _takes(policy: dict[str, Any], arn: str, organization: str = "o-abcdefghij") -> bool:
    context = {"aws:PrincipalArn": arn, "aws:PrincipalOrgID": organization}
    request = Request("sts:AssumeRole", context=context)
    account = arn.split(":")[4]
    concerning = [one for one in policy["Statement"] if _names(one["Principal"]["AWS"], account)]
    effects = {one["Effect"] for one in concerning if matches(one, request)}
    return effects == {"Allow"}


def _names(principals: str | list[str], account: str) -> bool:
    return any(
        one in ("*", f"arn:aws:iam::{account}:root")
        for one in ([principals] if principals == "*" else [*_list(principals)])
    )


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _role(account: str, name: str) -> str:
    return f"arn:aws:iam::{account}:role/{name}"


def test_roles_by_account() -> None:
    policy = _policy(allowed_roles={"plat-dev": ["terraform"], "core-root": ["Super*"]})
    assert _takes(policy, _role(MEMBER, "terraform"))
    assert _takes(policy, _role(OWN, "SuperAdmin"))
    assert not _takes(policy, _role(MEMBER, "SuperAdmin"))
    assert not _takes(policy, _role(OWN, "terraform"))
    assert not _takes(policy, _role(FOREIGN, "terraform"), "o-zzzzzzzzzz")


def test_permission_sets_of_either_form_of_path() -> None:
    policy = _policy(allowed_permission_sets={"plat-dev": ["Admin"]})
    path = "aws-reserved/sso.amazonaws.com"
    assert _takes(policy, _role(MEMBER, f"{path}/AWSReservedSSO_Admin_0123456789abcdef"))
    assert _takes(policy, _role(MEMBER, f"{path}/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef"))
    assert not _takes(policy, _role(MEMBER, f"{path}/AWSReservedSSO_Reader_0123456789abcdef"))


def test_the_whole_organization_and_nobody_else() -> None:
    policy = _policy(allowed_roles={"*": ["acme-*-planner"]}, denied_roles={"plat-dev": ["acme-plat-gbl-dev-planner"]})
    assert _takes(policy, _role(OWN, "acme-core-gbl-root-planner"))
    assert not _takes(policy, _role(FOREIGN, "acme-x-planner"), "o-zzzzzzzzzz")
    assert not _takes(policy, _role(MEMBER, "acme-plat-gbl-dev-planner"))


def test_without_names_only_the_own_accounts_administrators() -> None:
    policy = _policy()
    assert policy["Statement"] == [
        {
            "Sid": "Accounts",
            "Effect": "Allow",
            "Action": ["sts:AssumeRole", "sts:TagSession"],
            "Principal": {"AWS": f"arn:aws:iam::{OWN}:root"},
        }
    ]


def test_an_organization_that_is_not_known_lets_nobody_in() -> None:
    role = AccessRole(allowed_roles={"*": ["anybody"], "core-root": ["SuperAdmin"]})
    policy = json.loads(trust_policy(role, Trusting("aws", OWN, TRUSTING.accounts)))
    assert [one["Sid"] for one in policy["Statement"]] == ["Accounts"]


def test_a_linter_for_iam_policies_finds_nothing() -> None:
    policy = _policy(allowed_roles={"*": ["a"], "plat-dev": ["b"]}, denied_principal_arns=[_role(MEMBER, "c")])
    resource = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": policy}}
    assert lint({"Role": resource}) == []
