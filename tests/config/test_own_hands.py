"""In every account of the example organization, our own role can make the calls that the kinds make with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers import load
from org.account.own_calls import WRITE_CALLS
from org.account.subject import Subject
from org.account.variables import AccountVariables
from org.policy.evaluate import FULL_ACCESS, Request, evaluate
from org.policy.types import SERVICE_CONTROL

ROOT = Path(__file__).parents[2] / "config"


@pytest.fixture(scope="module")
def subject():
    """The example organization."""
    instance = load(ROOT).stacks["core-gbl-root"].instances["pulumi"]["account"]
    return Subject(AccountVariables.model_validate(dict(instance.vars)), ROOT)


def levels(subject, member):
    """The statements that bind an account, from the root down; AWS's own policy stands at each level."""
    path = member.unit.split("/") if member.unit else []
    targets = ["root", *(f"ou/{'/'.join(path[:end])}" for end in range(1, len(path) + 1)), f"account/{member.key}"]
    attached = [one for one in subject.policies.attachments if one.policy.type == SERVICE_CONTROL]
    return [
        [
            FULL_ACCESS,
            *(statement for one in attached if one.target.key == target for statement in one.policy.statements),
        ]
        for target in targets
    ]


def test_no_policy_denies_our_own_role_what_the_kinds_call(subject):
    calls = sorted({call for kind in WRITE_CALLS.values() for call in kind})
    keys = {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole"}
    denied = [
        (member.key, call, region)
        for member in subject.structure.active
        for call in calls
        for region in ("us-east-1", "ap-south-1")
        if not evaluate(levels(subject, member), Request(call, "*", {**keys, "aws:RequestedRegion": region})).allowed
    ]

    assert len(subject.structure.active) == 11
    assert denied == []


def test_policies_do_bind_everybody_else(subject):
    member = next(one for one in subject.structure.active if one.key == "plat-prod")
    keys = {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/developers", "aws:RequestedRegion": "us-east-1"}

    assert not evaluate(levels(subject, member), Request("cloudtrail:StopLogging", "*", keys)).allowed
    assert evaluate(levels(subject, member), Request("ec2:RunInstances", "*", keys)).allowed
