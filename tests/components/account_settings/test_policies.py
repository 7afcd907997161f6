"""Policies of the roles that the baseline makes, linted, and evaluated as AWS would."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cfnlint.api import lint_all
from moto.iam.aws_managed_policies import aws_managed_policies_data

from components.account_settings.parts.quotas_role import permissions
from components.account_settings.parts.trusted import trust_policy
from sandbox.aws.credentials import Caller
from sandbox.aws.iam.policy import Request, allows, grants

MANAGEMENT = "arn:aws:iam::111111111111:root"
ORGANIZATION = "o-abcdefghij"
SUPPORT = json.loads(aws_managed_policies_data)["AWSSupportAccess"]["Document"]
"""What AWS's own policy says, which the support role has and nothing else."""
TRUSTS = {sid: json.loads(trust_policy(sid, [MANAGEMENT], ORGANIZATION)) for sid in ("AskForSupport", "AskForQuotas")}


def _found(**resource: Any) -> list[str]:
    """What the linter says of the policies of a role."""
    whole = {"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": resource}}}
    return [one.message for one in lint_all(json.dumps(whole)) if one.rule.severity != "informational"]


@pytest.mark.parametrize("sid", TRUSTS)
@pytest.mark.parametrize("policy", [SUPPORT, json.loads(permissions("aws"))], ids=["support", "quotas"])
def test_a_linter_for_iam_policies_finds_nothing(sid: str, policy: dict[str, Any]) -> None:
    inline = [{"PolicyName": "permissions", "PolicyDocument": policy}]
    assert _found(AssumeRolePolicyDocument=TRUSTS[sid], Policies=inline) == []


def test_the_linter_would_find_something() -> None:
    wrong = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "support:Nothing", "Resource": "*"}]}
    inline = [{"PolicyName": "permissions", "PolicyDocument": wrong}]
    assert _found(AssumeRolePolicyDocument=TRUSTS["AskForSupport"], Policies=inline) != []


@pytest.mark.parametrize("action", ["support:CreateCase", "support:DescribeCases"])
def test_the_support_role_talks_to_support(action: str) -> None:
    assert grants(SUPPORT, Request(action, "*"))


@pytest.mark.parametrize(
    "action", ["iam:CreateUser", "s3:GetObject", "sts:AssumeRole", "organizations:LeaveOrganization"]
)
def test_the_support_role_does_nothing_else(action: str) -> None:
    assert not grants(SUPPORT, Request(action, "*"))


@pytest.mark.parametrize("sid", TRUSTS)
def test_only_the_management_account_takes_the_roles(sid: str) -> None:
    def takes(account: str, organization: str) -> bool:
        context = {"aws:principalorgid": organization}
        role = f"arn:aws:iam::{account}:role/Helper"
        caller = Caller(account, f"arn:aws:sts::{account}:assumed-role/Helper/ada", role, "AROAHELPER:ada")
        return allows(TRUSTS[sid], Request("sts:AssumeRole", caller=caller, context=context))

    assert takes("111111111111", ORGANIZATION)
    assert not takes("111111111111", "o-other")
    assert not takes("999999999999", ORGANIZATION)
