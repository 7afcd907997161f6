"""What moto forgets of lifecycle rules: how many superseded versions they keep, and from which size on they move."""

from __future__ import annotations

from typing import Any

from moto.s3.exceptions import InvalidArgumentError
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from sandbox.aws.completion import completed

_set = FakeBucket.set_lifecycle
_put = S3Response._bucket_response_put
_get = S3Response.get_bucket_lifecycle
_EXPIRATION, _KEPT = "NoncurrentVersionExpiration", "NewerNoncurrentVersions"
_SIZE, _SIZES = "TransitionDefaultMinimumObjectSize", ("all_storage_classes_128K", "varies_by_storage_class")
_SIZE_HEADER = "x-amz-transition-default-minimum-object-size"


def _set_lifecycle(self: Any, rules: list[dict[str, Any]]) -> None:
    _set(self, rules)
    for kept, given in zip(self.rules, rules, strict=True):
        kept.nve_versions_kept = (given.get(_EXPIRATION) or {}).get(_KEPT)


def _put_bucket(self: Any, request: Any, bucket_name: str, querystring: Any) -> Any:
    if "lifecycle" not in querystring:
        return _put(self, request, bucket_name, querystring)
    size = request.headers.get(_SIZE_HEADER, _SIZES[0])
    if size not in _SIZES:
        raise InvalidArgumentError(f"It has to be one of {', '.join(_SIZES)}", _SIZE_HEADER, size)
    answer = _put(self, request, bucket_name, querystring)
    self.backend.get_bucket(bucket_name).smallest_to_move = size
    # AWS says in the answer, too, what holds now.
    return 200, {_SIZE_HEADER: size}, answer


def _get_bucket_lifecycle(self: Any) -> Any:
    rules = self.backend.get_bucket_lifecycle(self.bucket_name) or []
    kept: dict[str, Any] = {rule.id: getattr(rule, "nve_versions_kept", None) for rule in rules}

    def complete(members: dict[str, Any]) -> None:
        members[_SIZE] = getattr(self.backend.get_bucket(self.bucket_name), "smallest_to_move", _SIZES[0])
        for rule in members["Rules"]:
            if kept.get(rule["ID"]) and _EXPIRATION in rule:
                rule[_EXPIRATION][_KEPT] = int(kept[rule["ID"]])

    return completed(self, _get, complete)


FakeBucket.set_lifecycle = _set_lifecycle
S3Response._bucket_response_put = _put_bucket
S3Response.get_bucket_lifecycle = _get_bucket_lifecycle
