"""In every account of the example organization, our own role can make the calls that the kinds make with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers import load
from org.account.binding import denial, levels_of
from org.account.expectations import check_file
from org.account.own_calls import WRITE_CALLS
from org.account.subject import Subject
from org.account.variables import AccountVariables
from org.policy.evaluate import Request
from org.policy.types import SERVICE_CONTROL

ROOT = Path(__file__).parents[2] / "config"


@pytest.fixture(scope="module")
def subject():
    """The example organization."""
    instance = load(ROOT).stacks["core-gbl-root"].instances["pulumi"]["account"]
    return Subject(AccountVariables.model_validate(dict(instance.vars)), ROOT)


def denied(subject, member, request):
    """Whether the service control policies of an account stop a call."""
    return denial(levels_of(subject, member, SERVICE_CONTROL), SERVICE_CONTROL, request) is not None


def test_no_policy_denies_our_own_role_what_the_kinds_call(subject):
    calls = sorted({call for kind in WRITE_CALLS.values() for call in kind})
    keys = {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole"}
    stopped = [
        (member.key, call, region)
        for member in subject.structure.active
        for call in calls
        for region in ("us-east-1", "ap-south-1")
        if denied(subject, member, Request(call, "*", {**keys, "aws:RequestedRegion": region}))
    ]

    assert len(subject.structure.active) == 11
    assert stopped == []


def test_policies_do_bind_everybody_else(subject):
    member = next(one for one in subject.structure.active if one.key == "plat-prod")
    keys = {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/developers", "aws:RequestedRegion": "us-east-1"}

    assert denied(subject, member, Request("cloudtrail:StopLogging", "*", keys))
    assert not denied(subject, member, Request("ec2:RunInstances", "*", keys))


def test_the_tests_of_the_examples_guardrails_pass(subject):
    outcome = check_file(subject, ROOT / "policy-tests.yaml", "policy-tests.yaml")

    assert outcome.findings == ()
    assert outcome.calls > 50
