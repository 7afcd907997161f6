"""Lives of resources of IAM."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.provider.engine import Engine
from tests.sandbox.provider.life import Case, live
from tests.sandbox.provider.surroundings import OTHER_POLICY, POLICY, READ_ONLY, TRUST, given, organization


def role(engine: Any) -> str:
    return engine.make("aws:iam/role:Role", name="reader", assumeRolePolicy=TRUST).id


CASES = [
    Case("aws:iam/accountAlias:AccountAlias", lambda engine: {"accountAlias": f"acme-{engine.account}"}, id="acme-"),
    Case(
        "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
        lambda _: {"minimumPasswordLength": 14, "requireSymbols": True, "maxPasswordAge": 90},
        ({"minimumPasswordLength": 16}, {"allowUsersToChangePassword": False}),
        id="iam-account-password-policy",
    ),
    Case(
        "aws:iam/organizationsFeatures:OrganizationsFeatures",
        lambda engine: {"enabledFeatures": ["RootSessions"], **given(organization(engine))},
        ({"enabledFeatures": ["RootCredentialsManagement", "RootSessions"]},),
        id="o-",
    ),
    Case(
        "aws:iam/role:Role",
        lambda _: {"name": "reader", "assumeRolePolicy": TRUST, "forceDetachPolicies": True},
        (
            {"maxSessionDuration": 7200},
            {"description": "Reads all"},
            {"permissionsBoundary": READ_ONLY},
            {"managedPolicyArns": [READ_ONLY]},
            {"inlinePolicies": [{"name": "more", "policy": POLICY}]},
            {"tags": {"a": "b"}},
        ),
        id="reader",
        forgotten=frozenset({"forceDetachPolicies"}),
    ),
    Case(
        "aws:iam/rolePolicy:RolePolicy",
        lambda engine: {"role": role(engine), "name": "inline", "policy": POLICY},
        ({"policy": OTHER_POLICY},),
        id="{role}:{name}",
    ),
    Case(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        lambda engine: {"role": role(engine), "policyArn": READ_ONLY},
        id="{role}/{policyArn}",
    ),
    Case(
        "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
        lambda _: {
            "url": "https://api.pulumi.com/oidc",
            "clientIdLists": ["aws:acme"],
            "thumbprintLists": ["a" * 40],
        },
        ({"thumbprintLists": ["b" * 40]}, {"tags": {"a": "b"}}),
        id="arn:aws:iam::{account}:oidc-provider/api.pulumi.com/oidc",
        rechecked=False,  # AWS answers the URL without its scheme
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_life(engine: Engine, case: Case) -> None:
    live(engine, case)
