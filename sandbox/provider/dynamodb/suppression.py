"""Differences of tables that are none, and those that replace only sometimes."""

from __future__ import annotations

from typing import Any

from sandbox.provider.difference import Difference
from sandbox.provider.paths import names
from sandbox.provider.wire import Properties

_NO_LIMIT = ("onDemandThroughput.maxReadRequestUnits", "onDemandThroughput.maxWriteRequestUnits")


def replaces(difference: Difference) -> bool:
    """Whether a difference that the table calls conditional replaces."""
    if difference.path[0] == "warmThroughput":
        old, new = difference.old, difference.new
        return isinstance(old, int) and isinstance(new, int) and 0 != new < old
    return bool(difference.old and difference.new and difference.old != difference.new)


def suppresses(difference: Difference, state: Properties, inputs: Properties) -> bool:
    """Whether both sides mean the same to DynamoDB."""
    top, where = str(difference.path[0]), names(difference.path)
    if top in ("pointInTimeRecovery", "serverSideEncryption", "ttl"):
        return _off(state.get(top)) and _off(inputs.get(top))
    if top == "attributes":
        # Attributes come and go with indexes; by themselves they are no update.
        return _same_indexes(state, inputs)
    if where.endswith(_NO_LIMIT):
        return difference.old in (None, 0) and difference.new == -1
    if top in ("readCapacity", "writeCapacity") or where.endswith(("Indexes.readCapacity", "Indexes.writeCapacity")):
        return inputs.get("billingMode") == "PAY_PER_REQUEST" == state.get("billingMode")
    return False


def _off(block: Any) -> bool:
    return not block or (isinstance(block, dict) and block.get("enabled") is False)


def _same_indexes(state: Properties, inputs: Properties) -> bool:
    old = {item["name"] for item in state.get("globalSecondaryIndexes") or ()}
    new = {item["name"] for item in inputs.get("globalSecondaryIndexes") or () if isinstance(item, dict)}
    return old == new
