"""Lifecycle rules as the provider takes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from blocks.bucket.settings import LifecycleRule


def lifecycle_rules(rules: Iterable[LifecycleRule]) -> list[Any]:
    """The rules, enabled, each with only what it sets."""
    return [_rule(rule) for rule in rules]


def _rule(rule: LifecycleRule) -> dict[str, Any]:
    written: dict[str, Any] = {"id": rule.id, "status": "Enabled", "filter": {"prefix": rule.prefix}}
    if rule.abort_multipart_days:
        written["abort_incomplete_multipart_upload"] = {"days_after_initiation": rule.abort_multipart_days}
    if rule.expiration_days:
        written["expiration"] = {"days": rule.expiration_days}
    elif rule.expired_delete_markers:
        written["expiration"] = {"expired_object_delete_marker": True}
    if rule.noncurrent_expiration_days:
        written["noncurrent_version_expiration"] = {"noncurrent_days": rule.noncurrent_expiration_days}
        if rule.noncurrent_versions_kept:
            kept = {"newer_noncurrent_versions": rule.noncurrent_versions_kept}
            written["noncurrent_version_expiration"] |= kept
    if rule.transitions:
        written["transitions"] = _transitions(rule.transitions, "days")
    if rule.noncurrent_transitions:
        written["noncurrent_version_transitions"] = _transitions(rule.noncurrent_transitions, "noncurrent_days")
    return written


def _transitions(days: Mapping[str, int], key: str) -> list[dict[str, Any]]:
    return [{"storage_class": storage, key: after} for storage, after in sorted(days.items(), key=lambda one: one[1])]
