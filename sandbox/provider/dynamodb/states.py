"""Waiting for tables."""

from __future__ import annotations

from typing import Any

from sandbox.provider.errors import code
from sandbox.provider.waiting import until_true

_SECONDS = 1800.0


def wait_until_active(client: Any, table: str) -> None:
    """Returns when the table, its indexes and its replicas are active."""
    until_true(lambda: _active(client, table), f"table {table} to be active", _SECONDS)


def wait_until_gone(client: Any, table: str) -> None:
    """Returns when the table is not there any more."""
    until_true(lambda: _gone(client, table), f"table {table} to be gone", 600)


def _active(client: Any, table: str) -> bool:
    found = client.describe_table(TableName=table)["Table"]
    indexes = (item.get("IndexStatus", "ACTIVE") for item in found.get("GlobalSecondaryIndexes", ()))
    replicas = (item.get("ReplicaStatus", "ACTIVE") for item in found.get("Replicas", ()))
    return all(status == "ACTIVE" for status in (found["TableStatus"], *indexes, *replicas))


def _gone(client: Any, table: str) -> bool:
    try:
        client.describe_table(TableName=table)
    except Exception as error:
        return code(error) == "ResourceNotFoundException"
    return False
