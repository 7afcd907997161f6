"""Lives of resources of AWS Config."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.provider.engine import Engine
from tests.sandbox.provider.life import Case, live
from tests.sandbox.provider.surroundings import bucket, given


def recorder(engine: Any) -> Any:
    arn = f"arn:aws:iam::{engine.account}:role/config"
    return engine.make("aws:cfg/recorder:Recorder", name="default", roleArn=arn)


def channel(engine: Any) -> str:
    recorder(engine)
    return engine.make("aws:cfg/deliveryChannel:DeliveryChannel", name="default", s3BucketName=bucket(engine)).id


CASES = [
    Case(
        "aws:cfg/recorder:Recorder",
        lambda engine: {"name": "default", "roleArn": f"arn:aws:iam::{engine.account}:role/config"},
        ({"recordingGroup": {"allSupported": True, "includeGlobalResourceTypes": True}},),
        id="default",
    ),
    Case(
        "aws:cfg/deliveryChannel:DeliveryChannel",
        lambda engine: {"name": "default", "s3BucketName": bucket(engine), **given(recorder(engine))},
        ({"s3KeyPrefix": "config"},),
        id="default",
    ),
    Case(
        "aws:cfg/recorderStatus:RecorderStatus",
        lambda engine: {"name": channel(engine), "isEnabled": True},
        ({"isEnabled": False},),
        id="default",
        stays=True,
    ),
    Case(
        "aws:cfg/configurationAggregator:ConfigurationAggregator",
        lambda engine: {
            "name": "all",
            "accountAggregationSource": {"accountIds": [engine.account], "allRegions": True},
        },
        ({"tags": {"a": "b"}},),
        id="all",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_life(engine: Engine, case: Case) -> None:
    live(engine, case)
