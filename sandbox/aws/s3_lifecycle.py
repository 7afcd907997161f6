"""Lifecycle rules that keep a number of superseded versions, which moto forgets."""

from __future__ import annotations

from typing import Any

from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

_set = FakeBucket.set_lifecycle
_get = S3Response.get_bucket_lifecycle
_EXPIRATION, _KEPT = "NoncurrentVersionExpiration", "NewerNoncurrentVersions"


def _set_lifecycle(self: Any, rules: list[dict[str, Any]]) -> None:
    _set(self, rules)
    for kept, given in zip(self.rules, rules, strict=True):
        kept.nve_versions_kept = (given.get(_EXPIRATION) or {}).get(_KEPT)


def _get_bucket_lifecycle(self: Any) -> Any:
    rules = self.backend.get_bucket_lifecycle(self.bucket_name) or []
    kept: dict[str, Any] = {rule.id: getattr(rule, "nve_versions_kept", None) for rule in rules}
    serialized = self.serialized

    def completed(action: Any) -> Any:
        for rule in action.result["Rules"]:
            if kept.get(rule["ID"]) and _EXPIRATION in rule:
                rule[_EXPIRATION][_KEPT] = int(kept[rule["ID"]])
        return serialized(action)

    self.serialized = completed
    try:
        return _get(self)
    finally:
        del self.serialized


FakeBucket.set_lifecycle = _set_lifecycle
S3Response.get_bucket_lifecycle = _get_bucket_lifecycle
