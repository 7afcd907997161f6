"""Lives of resources of DynamoDB."""

from __future__ import annotations

import pytest

from tests.sandbox.provider.engine import Engine
from tests.sandbox.provider.life import Case, live

CASES = [
    Case(
        "aws:dynamodb/table:Table",
        lambda _: {
            "name": "locks",
            "billingMode": "PAY_PER_REQUEST",
            "hashKey": "LockID",
            "attributes": [{"name": "LockID", "type": "S"}],
            "pointInTimeRecovery": {"enabled": True},
            "serverSideEncryption": {"enabled": True},
        },
        (
            {"deletionProtectionEnabled": True},
            {"deletionProtectionEnabled": False, "pointInTimeRecovery": {"enabled": False}},
            {"ttl": {"enabled": True, "attributeName": "expires"}},
            {"streamEnabled": True, "streamViewType": "NEW_IMAGE"},
            {"billingMode": "PROVISIONED", "readCapacity": 5, "writeCapacity": 5},
            {"tags": {"a": "b"}},
        ),
        id="locks",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_life(engine: Engine, case: Case) -> None:
    live(engine, case)
