"""Lives of resources of SNS."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sandbox.provider.engine import Engine
from tests.sandbox.provider.life import Case, live
from tests.sandbox.provider.surroundings import topic


def topic_policy(engine: Any, action: str) -> str:
    arn = f"arn:aws:sns:us-east-1:{engine.account}:alerts"
    statement = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": action, "Resource": arn}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


CASES = [
    Case(
        "aws:sns/topic:Topic",
        lambda _: {"name": "alerts", "displayName": "Alerts"},
        ({"displayName": "All alerts"}, {"kmsMasterKeyId": "alias/aws/sns"}, {"tags": {"a": "b"}}),
        id="arn:aws:sns:us-east-1:{account}:alerts",
    ),
    Case(
        "aws:sns/topicPolicy:TopicPolicy",
        lambda engine: {"arn": topic(engine), "policy": topic_policy(engine, "sns:Publish")},
        (lambda engine: {"policy": topic_policy(engine, "sns:Subscribe")},),
        id="arn:aws:sns:us-east-1:{account}:alerts",
        stays=True,
    ),
    Case(
        "aws:sns/topicSubscription:TopicSubscription",
        lambda engine: {"topic": topic(engine), "protocol": "email", "endpoint": "ops@acme.example"},
        ({"filterPolicy": json.dumps({"severity": ["high"]}), "filterPolicyScope": "MessageBody"},),
        forgotten=frozenset({"confirmationTimeoutInMinutes"}),
        id="arn:aws:sns:us-east-1:{account}:alerts:",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_life(engine: Engine, case: Case) -> None:
    live(engine, case)
