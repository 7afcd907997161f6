"""Lives of resources of CloudWatch and its logs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sandbox.provider.engine import Engine
from tests.sandbox.provider.life import Case, live


def log_group(engine: Any) -> Any:
    return engine.make("aws:cloudwatch/logGroup:LogGroup", name="trail")


def log_policy(action: str) -> str:
    statement = {
        "Effect": "Allow", "Principal": {"Service": "route53.amazonaws.com"}, "Action": action, "Resource": "*"
    }  # fmt: skip
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


CASES = [
    Case(
        "aws:cloudwatch/logGroup:LogGroup",
        lambda _: {"name": "/aws/trail", "retentionInDays": 365, "skipDestroy": False},
        ({"retentionInDays": 0}, {"retentionInDays": 30}, {"tags": {"a": "b"}}),
        id="/aws/trail",
    ),
    Case(
        "aws:cloudwatch/logMetricFilter:LogMetricFilter",
        lambda engine: {
            "name": "root-use",
            "logGroupName": log_group(engine).id,
            "pattern": "{ $.userIdentity.type = Root }",
            "metricTransformation": {"name": "RootUse", "namespace": "Audit", "value": "1", "defaultValue": "0"},
        },
        id="root-use",
        import_id="trail:{id}",
    ),
    Case(
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        lambda _: {
            "name": "root-use",
            "comparisonOperator": "GreaterThanOrEqualToThreshold",
            "evaluationPeriods": 1,
            "metricName": "RootUse",
            "namespace": "Audit",
            "period": 300,
            "statistic": "Sum",
            "threshold": 1,
        },
        ({"threshold": 2}, {"alarmDescription": "Somebody is root"}, {"tags": {"a": "b"}}),
        id="root-use",
    ),
    Case(
        "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
        lambda _: {"policyName": "route53", "policyDocument": log_policy("logs:PutLogEvents")},
        ({"policyDocument": log_policy("logs:CreateLogStream")},),
        id="route53",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_life(engine: Engine, case: Case) -> None:
    live(engine, case)
