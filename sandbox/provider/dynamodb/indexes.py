"""Keys and indexes between the provider's properties and DynamoDB's request."""

from __future__ import annotations

from typing import Any

from sandbox.provider.shapes import from_aws, given, to_aws
from sandbox.provider.wire import Properties


def keys(hash_key: str | None, range_key: str | None) -> list[dict[str, str]]:
    """A key schema."""
    found = [{"AttributeName": hash_key, "KeyType": "HASH"}] if hash_key else []
    return [*found, {"AttributeName": range_key, "KeyType": "RANGE"}] if range_key else found


def attributes(listed: list[Properties]) -> list[dict[str, str]]:
    """Attribute definitions."""
    return [{"AttributeName": item["name"], "AttributeType": item["type"]} for item in listed]


def global_request(index: Properties, provisioned: bool) -> dict[str, Any]:
    """A global secondary index as CreateTable and UpdateTable take it."""
    schema = to_aws(index.get("keySchemas")) or keys(index.get("hashKey"), index.get("rangeKey"))
    return {
        "IndexName": index["name"],
        "KeySchema": schema,
        "Projection": _projection(index),
        **given(
            ProvisionedThroughput=throughput(index) if provisioned else None,
            OnDemandThroughput=None if provisioned else on_demand(index.get("onDemandThroughput")),
            WarmThroughput=to_aws(index.get("warmThroughput")),
        ),
    }


def local_request(index: Properties, hash_key: str) -> dict[str, Any]:
    """A local secondary index as CreateTable takes it."""
    return {
        "IndexName": index["name"],
        "KeySchema": keys(hash_key, index["rangeKey"]),
        "Projection": _projection(index),
    }


def global_answer(index: dict[str, Any], known: Properties | None) -> Properties:
    """The properties of a global secondary index, in the form of key that was given."""
    found = _answer(index)
    schema = index["KeySchema"]
    if known and known.get("keySchemas"):
        found["keySchemas"] = from_aws(schema)
    else:
        found["hashKey"] = _key(schema, "HASH")
        found["rangeKey"] = _key(schema, "RANGE")
    capacity = index.get("ProvisionedThroughput", {})
    return {
        **given(**found),
        "readCapacity": capacity.get("ReadCapacityUnits", 0),
        "writeCapacity": capacity.get("WriteCapacityUnits", 0),
        **given(
            onDemandThroughput=from_aws(index.get("OnDemandThroughput")),
            warmThroughput=warm(index.get("WarmThroughput")),
        ),
    }


def local_answer(index: dict[str, Any]) -> Properties:
    """The properties of a local secondary index."""
    return given(**_answer(index), rangeKey=_key(index["KeySchema"], "RANGE"))


def throughput(properties: Properties) -> dict[str, int]:
    """Provisioned capacity."""
    return {
        "ReadCapacityUnits": properties.get("readCapacity") or 1,
        "WriteCapacityUnits": properties.get("writeCapacity") or 1,
    }


def on_demand(limits: Properties | None) -> dict[str, int]:
    """Limits on demand; -1 stands for none."""
    found: dict[str, int] = to_aws(limits or {})
    return found


def warm(answer: dict[str, Any] | None) -> Properties | None:
    """Warm throughput without its status."""
    if not answer:
        return None
    return given(
        readUnitsPerSecond=answer.get("ReadUnitsPerSecond"), writeUnitsPerSecond=answer.get("WriteUnitsPerSecond")
    )


def _projection(index: Properties) -> dict[str, Any]:
    return {"ProjectionType": index["projectionType"], **given(NonKeyAttributes=index.get("nonKeyAttributes"))}


def _answer(index: dict[str, Any]) -> Properties:
    projection = index.get("Projection", {})
    return {
        "name": index["IndexName"],
        "projectionType": projection.get("ProjectionType"),
        "nonKeyAttributes": projection.get("NonKeyAttributes"),
    }


def _key(schema: list[dict[str, str]], kind: str) -> str | None:
    return next((item["AttributeName"] for item in schema if item["KeyType"] == kind), None)
