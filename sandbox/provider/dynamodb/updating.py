"""Updates of tables: one at a time, each waited for."""

from __future__ import annotations

from typing import Any

from sandbox.provider.difference import same
from sandbox.provider.dynamodb import indexes
from sandbox.provider.dynamodb.creation import PROVISIONED, encryption, stream
from sandbox.provider.dynamodb.states import wait_until_active
from sandbox.provider.resource import Change
from sandbox.provider.shapes import given, to_aws
from sandbox.provider.table import type_facts
from sandbox.provider.wire import Properties

_TOKEN = "aws:dynamodb/table:Table"  # noqa: S105 - a type token
_CAPACITY = ("readCapacity", "writeCapacity", "onDemandThroughput", "warmThroughput")


def update(client: Any, table: str, change: Change) -> None:
    """Everything that changed, in the real provider's order."""
    removed, changed, added = _index_moves(change)
    provisioned = change.new["billingMode"] == PROVISIONED
    for index in removed:
        _call(client, table, GlobalSecondaryIndexUpdates=[{"Delete": {"IndexName": index["name"]}}])
    if change.of("tableClass"):
        _call(client, table, TableClass=change.new["tableClass"])
    _settings(client, table, change, changed if provisioned else [])
    for index in added:
        wanted = {"Create": indexes.global_request(index, provisioned)}
        definitions = indexes.attributes(change.new.get("attributes") or [])
        _call(client, table, AttributeDefinitions=definitions, GlobalSecondaryIndexUpdates=[wanted])
    if change.of("serverSideEncryption"):
        wanted_key = encryption(change.new.get("serverSideEncryption"))
        _call(client, table, SSESpecification=wanted_key or {"Enabled": False})
    if change.of("ttl"):
        expire(client, table, change.new.get("ttl"), change.old.get("ttl"))
    if change.of("replicas"):
        replicate(client, table, change.old.get("replicas") or [], change.new.get("replicas") or [])
    if change.of("pointInTimeRecovery"):
        back_up(client, table, change.new.get("pointInTimeRecovery") or {"enabled": False})
    if change.of("warmThroughput"):
        _call(client, table, WarmThroughput=to_aws(change.new["warmThroughput"]))


def expire(client: Any, table: str, wanted: Properties | None, old: Properties | None = None) -> None:
    """UpdateTimeToLive, when it is on or has to go off."""
    if wanted and wanted.get("enabled"):
        attribute = wanted["attributeName"]
    elif old and old.get("enabled"):
        attribute = old["attributeName"]
    else:
        return
    enabled = bool(wanted and wanted.get("enabled"))
    client.update_time_to_live(
        TableName=table, TimeToLiveSpecification={"Enabled": enabled, "AttributeName": attribute}
    )


def back_up(client: Any, table: str, wanted: Properties) -> None:
    """UpdateContinuousBackups."""
    enabled = bool(wanted.get("enabled"))
    days = wanted.get("recoveryPeriodInDays") if enabled else None
    client.update_continuous_backups(
        TableName=table,
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": enabled, **given(RecoveryPeriodInDays=days)},
    )


def replicate(client: Any, table: str, old: list[Properties], new: list[Properties]) -> None:
    """UpdateTable for each replica that goes or comes; another key means both."""
    there = {item["regionName"]: item for item in old}
    wanted = {item["regionName"]: item for item in new}
    for region, item in there.items():
        if region not in wanted or item.get("kmsKeyArn") != wanted[region].get("kmsKeyArn", item.get("kmsKeyArn")):
            _call(client, table, ReplicaUpdates=[{"Delete": {"RegionName": region}}])
            there = {name: entry for name, entry in there.items() if name != region}
    for region, item in wanted.items():
        if region not in there:
            create = {"RegionName": region, **given(KMSMasterKeyId=item.get("kmsKeyArn"))}
            _call(client, table, ReplicaUpdates=[{"Create": create}])


def _settings(client: Any, table: str, change: Change, indexes_changed: list[Properties]) -> None:
    """What one call of UpdateTable takes together."""
    new, provisioned = change.new, change.new["billingMode"] == PROVISIONED
    wanted: dict[str, Any] = {}
    if change.of("billingMode"):
        wanted["BillingMode"] = new["billingMode"]
    if provisioned and change.of("billingMode", "readCapacity", "writeCapacity"):
        wanted["ProvisionedThroughput"] = indexes.throughput(new)
    if not provisioned and change.of("onDemandThroughput"):
        wanted["OnDemandThroughput"] = indexes.on_demand(new.get("onDemandThroughput"))
    if change.of("deletionProtectionEnabled"):
        wanted["DeletionProtectionEnabled"] = bool(new.get("deletionProtectionEnabled"))
    if indexes_changed:
        wanted["GlobalSecondaryIndexUpdates"] = [
            {"Update": {"IndexName": item["name"], "ProvisionedThroughput": indexes.throughput(item)}}
            for item in indexes_changed
        ]
    if wanted:
        _call(client, table, **wanted)
    if change.of("streamEnabled", "streamViewType"):
        if change.old.get("streamEnabled"):
            _call(client, table, StreamSpecification={"StreamEnabled": False})
        if new.get("streamEnabled"):
            _call(client, table, StreamSpecification=stream(new))


def _index_moves(change: Change) -> tuple[list[Properties], list[Properties], list[Properties]]:
    """Indexes to remove, those of which only the capacity changes, and those to add."""
    if not change.of("globalSecondaryIndexes", "billingMode"):
        return [], [], []
    old = {item["name"]: item for item in change.old.get("globalSecondaryIndexes") or ()}
    new = {item["name"]: item for item in change.new.get("globalSecondaryIndexes") or ()}
    rebuilt = {name for name in old.keys() & new.keys() if not _same_shape(old[name], new[name])}
    capacity = [
        item
        for name, item in new.items()
        if name in old and name not in rebuilt and (change.of("billingMode") or _capacity(old[name]) != _capacity(item))
    ]
    removed = [item for name, item in old.items() if name not in new or name in rebuilt]
    added = [item for name, item in new.items() if name not in old or name in rebuilt]
    return removed, capacity, added


def _same_shape(old: Properties, new: Properties) -> bool:
    whole = type_facts(_TOKEN).properties["globalSecondaryIndexes"].element
    assert whole is not None and whole.fields is not None  # noqa: S101 - the table says so
    names = (name for name in whole.fields if name not in _CAPACITY)
    return all(name not in new or same(whole.fields[name], old.get(name), new.get(name)) for name in names)


def _capacity(index: Properties) -> tuple[int, int]:
    return index.get("readCapacity") or 1, index.get("writeCapacity") or 1


def _call(client: Any, table: str, **wanted: Any) -> None:
    client.update_table(TableName=table, **wanted)
    wait_until_active(client, table)
