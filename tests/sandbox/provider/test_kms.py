"""Lives of resources of KMS."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sandbox.provider.engine import Engine
from tests.sandbox.provider.life import Case, live
from tests.sandbox.provider.surroundings import key


def key_policy(engine: Any, action: str) -> str:
    principal = {"AWS": f"arn:aws:iam::{engine.account}:root"}
    statement = {"Effect": "Allow", "Principal": principal, "Action": [action, "kms:PutKeyPolicy"], "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


CASES = [
    Case(
        "aws:kms/key:Key",
        lambda _: {"description": "State", "enableKeyRotation": True, "deletionWindowInDays": 7},
        (
            {"description": "Secrets"},
            {"isEnabled": False},
            {"isEnabled": True, "rotationPeriodInDays": 180},
            {"tags": {"a": "b"}},
        ),
        forgotten=frozenset({"deletionWindowInDays"}),
    ),
    Case(
        "aws:kms/alias:Alias",
        lambda engine: {"name": "alias/state", "targetKeyId": key(engine).id},
        (lambda engine: {"targetKeyId": key(engine).state["arn"]},),
        id="alias/state",
    ),
    Case(
        "aws:kms/keyPolicy:KeyPolicy",
        lambda engine: {"keyId": key(engine).id, "policy": key_policy(engine, "kms:*")},
        (lambda engine: {"policy": key_policy(engine, "kms:Put*")},),
        id="{keyId}",
        stays=True,
    ),
    Case(
        "aws:kms/replicaKey:ReplicaKey",
        lambda engine: {
            "primaryKeyArn": engine.make("aws:kms/key:Key", multiRegion=True).state["arn"],
            "region": "eu-west-1",
            "deletionWindowInDays": 30,
        },
        ({"description": "Copy"}, {"enabled": False}),
        id="mrk-",
        import_id="{id}@eu-west-1",
        forgotten=frozenset({"deletionWindowInDays"}),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_life(engine: Engine, case: Case) -> None:
    live(engine, case)
