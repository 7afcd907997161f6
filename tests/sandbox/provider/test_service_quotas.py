"""Lives of resources of Service Quotas."""

from __future__ import annotations

import time

import pytest

from tests.sandbox.provider.engine import Engine
from tests.sandbox.provider.life import Case, live
from tests.sandbox.provider.surroundings import Inputs, given, organization


def granted(_engine: Engine) -> Inputs:
    """More, once the first request is granted: until then a second one is refused."""
    time.sleep(0.1)
    return {"value": 25}


CASES = [
    Case(
        "aws:servicequotas/serviceQuota:ServiceQuota",
        lambda _: {"serviceCode": "vpc", "quotaCode": "L-F678F1CE", "value": 20},
        (granted,),
        forgotten=frozenset({"value"}),  # an import cannot find an open request
        id="vpc/L-F678F1CE",
        stays=True,
    ),
    Case(
        "aws:servicequotas/template:Template",
        lambda engine: (
            {"awsRegion": "us-east-1", "serviceCode": "vpc", "quotaCode": "L-F678F1CE", "value": 20}
            | given(organization(engine))
        ),
        ({"value": 30},),
        id="us-east-1,L-F678F1CE,vpc",
    ),
    Case(
        "aws:servicequotas/templateAssociation:TemplateAssociation",
        lambda engine: given(organization(engine)),
        ({"skipDestroy": False},),
        id="{account}",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_life(engine: Engine, case: Case) -> None:
    live(engine, case)
