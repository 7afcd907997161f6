"""Replication of a bucket."""

from __future__ import annotations

from typing import Any

from sandbox.provider.difference import Difference
from sandbox.provider.resource import Change
from sandbox.provider.s3.owned import OfBucket
from sandbox.provider.shapes import from_aws, given, to_aws
from sandbox.provider.tags import as_list, as_map
from sandbox.provider.wire import Properties

_NAMES = {"id": "ID", "replicaKmsKeyId": "ReplicaKmsKeyID"}


class BucketReplicationConfig(OfBucket):
    """``aws.s3.BucketReplicationConfig``."""

    gone = ("NoSuchBucket", "ReplicationConfigurationNotFoundError")

    def create(self, inputs: Properties) -> str:
        """PutBucketReplication, which overwrites."""
        self._put(inputs["bucket"], inputs)
        return str(inputs["bucket"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetBucketReplication."""
        found = self.s3.get_bucket_replication(Bucket=identifier)["ReplicationConfiguration"]
        return {"bucket": identifier, "role": found["Role"], "rules": [_answered(rule) for rule in found["Rules"]]}

    def update(self, identifier: str, change: Change) -> None:
        """PutBucketReplication."""
        self._put(identifier, change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteBucketReplication."""
        self.s3.delete_bucket_replication(Bucket=identifier)

    def suppresses(self, difference: Difference, state: Properties, inputs: Properties) -> bool:
        """An empty filter is as good as another empty one."""
        empty: tuple[Any, ...] = ({}, None, {"prefix": ""})
        return difference.path[-1] == "filter" and difference.old in empty and difference.new in empty

    def _put(self, bucket: str, properties: Properties) -> None:
        self.s3.put_bucket_replication(
            Bucket=bucket,
            **given(Token=properties.get("token")),
            ReplicationConfiguration={
                "Role": properties["role"],
                "Rules": [_request(rule) for rule in properties["rules"]],
            },
        )


def _request(rule: Properties) -> dict[str, Any]:
    """A filter, also an empty one, selects the newer form with priority and delete markers."""
    plain = {key: value for key, value in rule.items() if key not in ("filter", "prefix", "priority")}
    request: dict[str, Any] = to_aws(plain, _NAMES)
    if "filter" not in rule:
        request.pop("DeleteMarkerReplication", None)
        return {**request, "Prefix": rule.get("prefix", "")}
    return {**request, "Priority": rule.get("priority", 0), "Filter": _filter(rule["filter"])}


def _filter(chosen: Properties) -> dict[str, Any]:
    if chosen.get("and"):
        tags = chosen["and"].get("tags") or {}
        return {"And": {"Prefix": chosen["and"].get("prefix", ""), "Tags": as_list(tags)}}
    if chosen.get("tag"):
        return {"Tag": to_aws(chosen["tag"])}
    return {"Prefix": chosen.get("prefix", "")}


def _answered(rule: dict[str, Any]) -> Properties:
    found: Properties = from_aws(rule, _NAMES)
    both = rule.get("Filter", {}).get("And")
    if both:
        found["filter"]["and"]["tags"] = as_map(both.get("Tags", []))
    if "tag" in found.get("filter", {}):
        found["filter"]["tag"] = from_aws(rule["Filter"]["Tag"])
    return found
