"""Lives of resources of Organizations."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sandbox.provider.engine import Engine
from tests.sandbox.provider.life import Case, live
from tests.sandbox.provider.surroundings import OTHER_POLICY, POLICY, given, member_of_new_organization, organization


def unit(engine: Any) -> Any:
    root = organization(engine).state["roots"][0]["id"]
    return engine.make("aws:organizations/organizationalUnit:OrganizationalUnit", name="core", parentId=root)


def policy(engine: Any) -> Any:
    return engine.make("aws:organizations/policy:Policy", name="Deny", content=POLICY)


def resource_policy(action: str) -> str:
    statement = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": action, "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


CASES = [
    Case(
        "aws:organizations/organization:Organization",
        lambda _: {
            "awsServiceAccessPrincipals": ["ram.amazonaws.com", "cloudtrail.amazonaws.com"],
            "featureSet": "ALL",
        },
        (
            {"enabledPolicyTypes": ["TAG_POLICY", "SERVICE_CONTROL_POLICY"]},
            {"awsServiceAccessPrincipals": ["config.amazonaws.com", "ram.amazonaws.com"]},
        ),
        id="o-",
    ),
    Case(
        "aws:organizations/organizationalUnit:OrganizationalUnit",
        lambda engine: {"name": "core", "parentId": organization(engine).state["roots"][0]["id"], "tags": {"a": "b"}},
        ({"name": "base"}, {"tags": {"a": "c", "d": "e"}}),
        id="ou-",
    ),
    Case(
        "aws:organizations/account:Account",
        lambda engine: {
            "parentId": unit(engine).id,
            "name": "audit",
            "email": f"a+{engine.account}@acme.example",
            "roleName": "Access",
            "iamUserAccessToBilling": "DENY",
            "closeOnDeletion": True,
        },
        ({"name": "renamed"}, {"tags": {"Purpose": "logs"}}),
        forgotten=frozenset({"roleName", "iamUserAccessToBilling", "closeOnDeletion"}),
    ),
    Case(
        "aws:organizations/policy:Policy",
        lambda engine: {"name": "DenyS3", "content": POLICY, **given(organization(engine))},
        ({"content": OTHER_POLICY}, {"name": "DenyEc2", "description": "No instances"}, {"skipDestroy": False}),
        id="p-",
    ),
    Case(
        "aws:organizations/policyAttachment:PolicyAttachment",
        lambda engine: {"targetId": unit(engine).id, "policyId": policy(engine).id},
        ({"skipDestroy": False},),
        id="{targetId}:{policyId}",
    ),
    Case(
        "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
        lambda engine: {
            "accountId": member_of_new_organization(engine).id,
            "servicePrincipal": "access-analyzer.amazonaws.com",
        },
        id="{accountId}/{servicePrincipal}",
    ),
    Case(
        "aws:organizations/resourcePolicy:ResourcePolicy",
        lambda engine: {"content": resource_policy("organizations:Describe*"), **given(organization(engine))},
        ({"content": resource_policy("organizations:List*")}, {"tags": {"a": "b"}}),
        id="rp-",
    ),
    Case(
        "aws:organizations/awsServiceAccess:AwsServiceAccess",
        lambda engine: {"servicePrincipal": "config.amazonaws.com", **given(organization(engine))},
        id="config.amazonaws.com",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_life(engine: Engine, case: Case) -> None:
    live(engine, case)
