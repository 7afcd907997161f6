"""What DynamoDB answers, as the provider's properties."""

from __future__ import annotations

from typing import Any

from sandbox.provider.dynamodb import indexes
from sandbox.provider.shapes import from_aws, given
from sandbox.provider.wire import Properties


def properties(table: dict[str, Any], state: Properties, default_key: str) -> Properties:
    """A described table; what AWS leaves out is its default. ``default_key`` is the ARN behind alias/aws/dynamodb."""
    capacity = table.get("ProvisionedThroughput", {})
    stream = table.get("StreamSpecification") or {}
    schema = {item["KeyType"]: item["AttributeName"] for item in table["KeySchema"]}
    known = {item["name"]: item for item in state.get("globalSecondaryIndexes") or ()}
    return {
        "name": table["TableName"],
        "arn": table["TableArn"],
        "attributes": [
            {"name": item["AttributeName"], "type": item["AttributeType"]} for item in table["AttributeDefinitions"]
        ],
        "hashKey": schema.get("HASH"),
        "rangeKey": schema.get("RANGE"),
        "billingMode": (table.get("BillingModeSummary") or {}).get("BillingMode", "PROVISIONED"),
        "tableClass": (table.get("TableClassSummary") or {}).get("TableClass", "STANDARD"),
        "readCapacity": capacity.get("ReadCapacityUnits", 0),
        "writeCapacity": capacity.get("WriteCapacityUnits", 0),
        "deletionProtectionEnabled": table.get("DeletionProtectionEnabled", False),
        "streamEnabled": bool(stream.get("StreamEnabled")),
        "streamViewType": stream.get("StreamViewType") or state.get("streamViewType"),
        "streamArn": table.get("LatestStreamArn", ""),
        "streamLabel": table.get("LatestStreamLabel", ""),
        "globalSecondaryIndexes": [
            indexes.global_answer(item, known.get(item["IndexName"]))
            for item in table.get("GlobalSecondaryIndexes") or ()
        ],
        "localSecondaryIndexes": [indexes.local_answer(item) for item in table.get("LocalSecondaryIndexes") or ()],
        "onDemandThroughput": from_aws(table.get("OnDemandThroughput")) or None,
        "warmThroughput": indexes.warm(table.get("WarmThroughput")),
        "serverSideEncryption": _encryption(table.get("SSEDescription"), default_key),
        "replicas": [_replica(item, state) for item in table.get("Replicas") or ()],
    }


def backups(description: dict[str, Any]) -> Properties:
    """Point in time recovery."""
    found = description.get("PointInTimeRecoveryDescription") or {}
    enabled = found.get("PointInTimeRecoveryStatus") == "ENABLED"
    return {"enabled": enabled, **given(recoveryPeriodInDays=found.get("RecoveryPeriodInDays"))}


def time_to_live(described: dict[str, Any]) -> Properties:
    """The attribute that says when an item expires."""
    found = described.get("TimeToLiveDescription") or {}
    enabled = found.get("TimeToLiveStatus") in ("ENABLED", "ENABLING")
    return {"enabled": enabled, **given(attributeName=found.get("AttributeName"))}


def _encryption(description: dict[str, Any] | None, default_key: str) -> Properties:
    if not description or description.get("Status") not in ("ENABLED", "UPDATING"):
        return {"enabled": False}
    key = description.get("KMSMasterKeyArn", "")
    return {"enabled": True, "kmsKeyArn": "" if key == default_key else key}


def _replica(item: dict[str, Any], state: Properties) -> Properties:
    known = {entry["regionName"]: entry for entry in state.get("replicas") or ()}.get(item["RegionName"], {})
    return {
        "regionName": item["RegionName"],
        "consistencyMode": known.get("consistencyMode", "EVENTUAL"),
        "pointInTimeRecovery": known.get("pointInTimeRecovery", False),
        "propagateTags": known.get("propagateTags", False),
        **given(kmsKeyArn=item.get("KMSMasterKeyId") or known.get("kmsKeyArn")),
    }
