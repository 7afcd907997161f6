"""What a policy document lets somebody do."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.aws.credentials import Caller
from sandbox.aws.iam.policy import Request, allows, denies, grants

ROLE = "arn:aws:iam::111122223333:role/Deploy"
CALLER = Caller("111122223333", "arn:aws:sts::111122223333:assumed-role/Deploy/run", ROLE, "AROA:run")


def _policy(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def _allow(**statement: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": "*", "Resource": "*", **statement}


def _deny(**statement: Any) -> dict[str, Any]:
    return {**_allow(**statement), "Effect": "Deny"}


PUT = Request(
    "s3:PutObject", "arn:aws:s3:::logs/AWSLogs/1/a", caller=CALLER, context={"aws:requestedregion": "us-east-1"}
)


@pytest.mark.parametrize(
    ("statement", "granted"),
    [
        (_allow(), True),
        (_allow(Action="s3:Put*"), True),
        (_allow(Action="S3:putobject"), True),
        (_allow(Action=["iam:*", "s3:PutObject"]), True),
        (_allow(Action="s3:Get*"), False),
        (_allow(Action=None, NotAction="iam:*"), True),
        (_allow(Action=None, NotAction="s3:*"), False),
        (_allow(Resource="arn:aws:s3:::logs/*"), True),
        (_allow(Resource="arn:aws:s3:::Logs/*"), False),
        (_allow(Resource=None, NotResource="arn:aws:s3:::logs/*"), False),
        (_allow(Resource="arn:aws:s3:::logs/AWSLogs/?/a"), True),
        (_allow(Resource="arn:aws:s3:::logs/[A]WSLogs/*"), False),
        (_allow(Condition={"StringEquals": {"aws:RequestedRegion": ["us-east-1", "eu-west-1"]}}), True),
        (_allow(Condition={"StringNotEquals": {"aws:RequestedRegion": "us-east-1"}}), False),
        (_allow(Condition={"StringNotEquals": {"aws:Missing": "a"}}), True),
        (_allow(Condition={"StringEquals": {"aws:Missing": "a"}}), False),
        (_allow(Condition={"StringEqualsIfExists": {"aws:Missing": "a"}}), True),
        (_allow(Condition={"Null": {"aws:Missing": "true"}}), True),
        (_allow(Condition={"Null": {"aws:RequestedRegion": "true"}}), False),
        (_allow(Condition={"ForAnyValue:StringLike": {"aws:RequestedRegion": "us-*"}}), True),
        (_allow(Condition={"StringLike": {"aws:RequestedRegion": "us-*"}, "Bool": {"aws:Missing": "true"}}), False),
        (_allow(Condition={"SomethingNew": {"aws:RequestedRegion": "us-east-1"}}), False),
    ],
)
def test_a_statement_applies_when_all_of_it_does(statement: dict[str, Any], granted: bool) -> None:
    statement = {key: value for key, value in statement.items() if value is not None}
    assert grants(_policy(statement), PUT) is granted
    assert denies(_policy({**statement, "Effect": "Deny"}), PUT) is granted


def test_a_deny_of_a_resource_policy_wins_in_any_order() -> None:
    for statements in ((_allow(), _deny()), (_deny(), _allow())):
        assert not allows(_policy(*({**one, "Principal": "*"} for one in statements)), PUT)


@pytest.mark.parametrize(
    ("principal", "named"),
    [
        ("*", True),
        ({"AWS": "*"}, True),
        ({"AWS": "111122223333"}, True),
        ({"AWS": "arn:aws:iam::111122223333:root"}, True),
        ({"AWS": ["arn:aws:iam::444455556666:root", ROLE]}, True),
        ({"AWS": CALLER.arn}, True),
        ({"AWS": "arn:aws:iam::111122223333:role/*"}, False),
        ({"AWS": "1111222233334"}, False),
        ({"Service": "s3.amazonaws.com"}, False),
        ({}, False),
    ],
)
def test_a_principal_is_named_without_wildcards(principal: Any, named: bool) -> None:
    assert allows(_policy(_allow(Principal=principal)), PUT) is named


def test_a_single_statement_may_stand_without_a_list() -> None:
    assert allows({"Statement": _allow(Principal="*")}, PUT)


def test_an_unknown_resource_is_granted_by_any_and_denied_by_all_only() -> None:
    vague = Request("s3:PutObject", caller=CALLER)
    one = {"Resource": "arn:aws:s3:::logs/*"}
    assert (grants(_policy(_allow(**one)), vague), denies(_policy(_deny(**one)), vague)) == (True, False)
    assert denies(_policy(_deny()), vague)
