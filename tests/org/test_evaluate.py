"""AWS's evaluation of service control policies, as its documentation describes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from org.policy.conditions import conditions_hold
from org.policy.evaluate import FULL_ACCESS, Request, evaluate, matches
from org.policy.patterns import action_like, arn_like, text_like

ACTIONS = st.sampled_from(["s3:GetObject", "s3:PutObject", "iam:CreateUser", "ec2:RunInstances"])
PATTERNS = st.sampled_from(["*", "s3:*", "s3:Get*", "iam:CreateUser", "ec2:Run?nstances", "S3:GETOBJECT"])
REGIONS = st.sampled_from(["us-east-1", "eu-west-1", "ap-south-1"])
CONDITIONS = st.one_of(
    st.just({}),
    REGIONS.map(lambda region: {"StringEquals": {"aws:RequestedRegion": region}}),
    REGIONS.map(lambda region: {"StringNotEqualsIfExists": {"aws:RequestedRegion": [region]}}),
)
STATEMENTS = st.builds(
    lambda effect, element, patterns, condition: {
        "Effect": effect,
        element: patterns,
        "Resource": "*",
        "Condition": condition,
    },
    st.sampled_from(["Allow", "Deny"]),
    st.sampled_from(["Action", "NotAction"]),
    st.lists(PATTERNS, min_size=1, max_size=3),
    CONDITIONS,
)
LEVELS = st.lists(st.lists(STATEMENTS, max_size=4), min_size=1, max_size=4)
REQUESTS = st.builds(
    lambda action, region: Request(action, "*", {"aws:RequestedRegion": region} if region else {}),
    ACTIONS,
    st.one_of(st.none(), REGIONS),
)
DENY_S3 = {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}


def test_a_denial_at_any_level_wins():
    decision = evaluate([[FULL_ACCESS], [FULL_ACCESS, DENY_S3], [FULL_ACCESS]], Request("s3:GetObject"))

    assert (decision.allowed, decision.level, decision.by) == (False, 1, DENY_S3)


def test_every_level_must_allow():
    only_s3 = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    levels = [[FULL_ACCESS], [only_s3], [FULL_ACCESS]]

    assert evaluate(levels, Request("s3:GetObject")).allowed
    assert (evaluate(levels, Request("iam:GetUser")).level, evaluate(levels, Request("iam:GetUser")).by) == (1, None)


@given(LEVELS, REQUESTS, STATEMENTS)
def test_one_denial_more_never_allows_more(levels, request, statement):
    denied = {**statement, "Effect": "Deny"}

    assert evaluate(levels, request).allowed >= evaluate([[*levels[0], denied], *levels[1:]], request).allowed


@given(LEVELS, REQUESTS)
def test_the_order_of_levels_and_statements_does_not_matter(levels, request):
    turned = [list(reversed(level)) for level in reversed(levels)]

    assert evaluate(levels, request).allowed == evaluate(turned, request).allowed


@given(STATEMENTS, REQUESTS)
def test_not_action_is_the_complement_of_action(statement, request):
    element = "Action" if "Action" in statement else "NotAction"
    other = "NotAction" if element == "Action" else "Action"
    plain = {key: value for key, value in statement.items() if key != "Condition"}
    turned = {other if key == element else key: value for key, value in plain.items()}

    assert matches(plain, request) != matches(turned, request)


@given(st.lists(REGIONS, min_size=1), REGIONS, st.sampled_from(["String{}Equals", "String{}Like", "Arn{}Like"]))
def test_a_negated_operator_is_the_opposite_for_a_key_that_is_there(wanted, value, operator):
    context = {"aws:requestedregion": [value]}
    positive, negative = operator.format(""), operator.format("Not")

    assert conditions_hold({positive: {"aws:RequestedRegion": wanted}}, context) != conditions_hold(
        {negative: {"aws:RequestedRegion": wanted}}, context
    )


@pytest.mark.parametrize(
    ("operator", "without_key"),
    [
        ("StringEquals", False),
        ("StringNotEquals", True),
        ("StringEqualsIfExists", True),
        ("StringNotEqualsIfExists", True),
        ("Bool", False),
        ("BoolIfExists", True),
        ("ForAllValues:StringEquals", True),
        ("ForAnyValue:StringEquals", False),
        ("ForAnyValue:StringNotEquals", False),
    ],
)
def test_a_key_that_is_missing(operator, without_key):
    assert conditions_hold({operator: {"aws:PrincipalTag/team": "a"}}, {}) is without_key


@pytest.mark.parametrize(
    ("operator", "wanted", "given_values", "holds"),
    [
        ("StringEquals", ["a", "b"], ["b"], True),
        ("StringNotEquals", ["a", "b"], ["b"], False),
        ("StringEqualsIgnoreCase", "A", ["a"], True),
        ("StringLike", "a*c?", ["abbcd"], True),
        ("StringLike", "a*c?", ["Abbcd"], False),
        ("ArnLike", "arn:*:iam::*:role/x*", ["arn:aws:iam::222222222222:role/x/y"], True),
        ("ArnLike", "arn:*:role/x", ["arn:aws:iam::222222222222:role/x"], False),
        ("ArnNotLike", ["arn:*:iam::*:root", "*"], ["arn:aws:iam::222222222222:root"], False),
        ("Bool", True, ["true"], True),
        ("Null", "true", None, True),
        ("Null", "false", ["x"], True),
        ("NumericLessThan", 3, ["2"], True),
        ("NumericGreaterThanEquals", "3", ["2"], False),
        ("DateGreaterThan", "2026-01-01T00:00:00Z", ["2026-06-01T00:00:00Z"], True),
        ("IpAddress", "10.0.0.0/8", ["10.1.2.3"], True),
        ("NotIpAddress", "10.0.0.0/8", ["10.1.2.3"], False),
        ("ForAllValues:StringEquals", ["a", "b"], ["a", "c"], False),
        ("ForAnyValue:StringEquals", ["a", "b"], ["a", "c"], True),
        ("ForAllValues:StringNotEquals", ["a"], ["b", "c"], True),
    ],
)
def test_operators(operator, wanted, given_values, holds):
    context = {} if given_values is None else {"key": given_values}

    assert conditions_hold({operator: {"Key": wanted}}, context) is holds


def test_an_unknown_operator_is_named():
    with pytest.raises(ValueError, match="'StringSortOf' is no condition operator"):
        conditions_hold({"StringSortOf": {"key": "a"}}, {"key": ["a"]})


def test_wildcards():
    assert action_like("s3:get*", "s3:GetObject")
    assert not text_like("s3:get*", "s3:GetObject")
    assert arn_like("arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/a:b/c")
    assert not arn_like("arn:aws:*:bucket", "arn:aws:s3:::bucket")


def test_not_resource():
    statement = {"Effect": "Deny", "Action": "s3:*", "NotResource": ["arn:aws:s3:::kept", "arn:aws:s3:::kept/*"]}

    assert matches(statement, Request("s3:DeleteBucket", "arn:aws:s3:::other"))
    assert not matches(statement, Request("s3:DeleteObject", "arn:aws:s3:::kept/a"))


@pytest.mark.parametrize(
    ("keys", "holds"),
    [
        ({"aws:PrincipalAccount": "1", "aws:ResourceAccount": "1"}, True),
        ({"aws:PrincipalAccount": "1", "aws:ResourceAccount": "2"}, False),
        ({"aws:ResourceAccount": "1"}, False),
    ],
    ids=str,
)
def test_policy_variables_are_filled_in_from_the_request(keys, holds):
    statement = {
        "Effect": "Deny",
        "Action": "*",
        "Resource": "*",
        "Condition": {"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}},
    }

    assert matches(statement, Request("s3:GetObject", "*", keys)) is holds


def test_policy_variables_in_resources_and_with_defaults():
    own = {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::home/${aws:username, 'nobody'}/*"}

    assert matches(own, Request("s3:GetObject", "arn:aws:s3:::home/ada/x", {"aws:username": "ada"}))
    assert not matches(own, Request("s3:GetObject", "arn:aws:s3:::home/bob/x", {"aws:username": "ada"}))
    assert matches(own, Request("s3:GetObject", "arn:aws:s3:::home/nobody/x"))
