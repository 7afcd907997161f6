"""Replication rules of buckets as they were put; moto answers every filter as an empty one."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.s3.responses import S3Response

_get = S3Response.get_bucket_replication


def _get_bucket_replication(self: Any) -> Any:
    _get(self)  # says so when there is none
    put = self.backend.get_bucket_replication(self.bucket_name)
    rules = [_rule(rule) for rule in put["Rule"]]
    return self.serialized(ActionResult({"ReplicationConfiguration": {"Role": put["Role"], "Rules": rules}}))


def _rule(put: dict[str, Any]) -> dict[str, Any]:
    """A rule; what has no filter is of the older form, which has no priority and no word on delete markers."""
    plain = {name: put[name] for name in ("ID", "Status", "Destination", "SourceSelectionCriteria") if put.get(name)}
    if "Filter" not in put:
        return {**plain, "Prefix": put.get("Prefix") or ""}
    markers = put.get("DeleteMarkerReplication") or {"Status": "Disabled"}
    chosen = _filter(put["Filter"] or {})
    return {**plain, "Priority": int(put["Priority"]), "DeleteMarkerReplication": markers, "Filter": chosen}


def _filter(put: dict[str, Any]) -> dict[str, Any]:
    if both := put.get("And"):
        tags = both.get("Tag") or []
        return {"And": {"Prefix": both.get("Prefix") or "", "Tags": tags if isinstance(tags, list) else [tags]}}
    return {"Tag": put["Tag"]} if put.get("Tag") else {"Prefix": put.get("Prefix") or ""}


S3Response.get_bucket_replication = _get_bucket_replication
