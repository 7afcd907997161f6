"""Lifecycle rules between the provider's properties and S3's request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sandbox.provider.moments import rfc3339
from sandbox.provider.shapes import from_aws, to_aws
from sandbox.provider.tags import as_list, as_map
from sandbox.provider.wire import Properties

_FILTER_KINDS = ("and", "objectSizeGreaterThan", "objectSizeLessThan", "prefix", "tag")
_EXPIRATIONS = ("date", "days", "expiredObjectDeleteMarker")


def problems(rule: Properties) -> Iterator[str]:
    """What contradicts itself in a rule."""
    chosen = rule.get("filter")
    if isinstance(chosen, dict) and len([kind for kind in _FILTER_KINDS if kind in chosen]) > 1:
        yield "'filter' takes at most one of 'and', 'objectSizeGreaterThan', 'objectSizeLessThan', 'prefix', 'tag'"
    if "prefix" in rule and "filter" in rule:
        yield "'prefix' conflicts with 'filter'"
    expiration = rule.get("expiration")
    if isinstance(expiration, dict) and "days" in expiration and "date" in expiration:
        yield "'expiration.days' conflicts with 'expiration.date'"


def to_request(rule: Properties) -> dict[str, Any]:
    """A rule as PutBucketLifecycleConfiguration takes it."""
    request: dict[str, Any] = {"ID": rule["id"], "Status": rule["status"]}
    if rule.get("prefix") and "filter" not in rule:
        request["Prefix"] = rule["prefix"]
    else:
        request["Filter"] = _filter(rule.get("filter"))
    if rule.get("abortIncompleteMultipartUpload"):
        request["AbortIncompleteMultipartUpload"] = to_aws(rule["abortIncompleteMultipartUpload"])
    if rule.get("expiration"):
        request["Expiration"] = to_aws(
            {key: rule["expiration"][key] for key in _EXPIRATIONS if rule["expiration"].get(key)}
        )
    if rule.get("noncurrentVersionExpiration"):
        request["NoncurrentVersionExpiration"] = to_aws(rule["noncurrentVersionExpiration"])
    if rule.get("noncurrentVersionTransitions"):
        request["NoncurrentVersionTransitions"] = to_aws(rule["noncurrentVersionTransitions"])
    if rule.get("transitions"):
        request["Transitions"] = [_transition(item) for item in rule["transitions"]]
    return request


def from_answer(answer: dict[str, Any]) -> Properties:
    """The properties of a rule that S3 answered."""
    rule: Properties = {"id": answer["ID"], "status": answer["Status"]}
    if "Prefix" in answer:
        rule["prefix"] = answer["Prefix"]
    if "Filter" in answer:
        rule["filter"] = _filter_answered(answer["Filter"])
    for name, theirs in (
        ("abortIncompleteMultipartUpload", "AbortIncompleteMultipartUpload"),
        ("noncurrentVersionExpiration", "NoncurrentVersionExpiration"),
        ("noncurrentVersionTransitions", "NoncurrentVersionTransitions"),
    ):
        if answer.get(theirs):
            rule[name] = from_aws(answer[theirs])
    if answer.get("Expiration"):
        rule["expiration"] = _dated(from_aws(answer["Expiration"]))
    if answer.get("Transitions"):
        rule["transitions"] = [_dated(from_aws(item)) for item in answer["Transitions"]]
    return rule


def _filter(chosen: Properties | None) -> dict[str, Any]:
    if not chosen:
        return {"Prefix": ""}
    if "and" in chosen:
        both = dict(chosen["and"])
        tags = both.pop("tags", None)
        request = to_aws({key: value for key, value in both.items() if value not in (None, "", 0)})
        return {"And": {**request, **({"Tags": as_list(tags)} if tags else {})}}
    request = to_aws(chosen)
    return request or {"Prefix": ""}


def _filter_answered(answer: dict[str, Any]) -> Properties:
    if "And" in answer:
        both = from_aws(answer["And"])
        if "tags" in both:
            both["tags"] = as_map(answer["And"]["Tags"])
        return {"and": both}
    found: Properties = from_aws(answer)
    if "tag" in found:
        found["tag"] = {"key": answer["Tag"]["Key"], "value": answer["Tag"]["Value"]}
    return found or {"prefix": ""}


def _transition(item: Properties) -> dict[str, Any]:
    request = {"StorageClass": item["storageClass"]}
    return {**request, "Date": item["date"]} if item.get("date") else {**request, "Days": item.get("days", 0)}


def _dated(found: Properties) -> Properties:
    if isinstance(found.get("date"), datetime):
        found["date"] = rfc3339(found["date"])
    return found
