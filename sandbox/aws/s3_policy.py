"""Policies of buckets, with principals and conditions: moto reads neither, and refuses what a condition spares.

The simulated AWS answers on loopback without TLS. For a policy that asks, it counts as secure: otherwise no bucket that
refuses plain connections could be used at all.
"""

from __future__ import annotations

import json
from contextvars import ContextVar
from typing import Any

from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from sandbox.aws import credentials
from sandbox.aws.credentials import Caller
from sandbox.aws.enforcement.decision import context_of
from sandbox.aws.iam.policy import Request, effect

_ENCRYPTION = ("x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id")
_RESULTS = {"Allow": PermissionResult.PERMITTED, "Deny": PermissionResult.DENIED, None: PermissionResult.NEUTRAL}
_asked: ContextVar[tuple[Caller | None, dict[str, str]]] = ContextVar("asked", default=(None, {}))
_on_object, _on_bucket = S3Response._key_response, S3Response._bucket_response


def _remember(response: S3Response, request: Any) -> None:
    """Who asks, and the condition keys of the request."""
    context = {"aws:securetransport": "true"}
    for header in _ENCRYPTION:
        if value := request.headers.get(header):
            context[f"s3:{header}"] = value
    caller = None
    if "Authorization" in request.headers:
        caller = credentials.caller(response.get_access_key())
        context |= context_of(caller, response.region)
    _asked.set((caller, context))


def _key_response(self: S3Response, request: Any, full_url: str) -> Any:
    _remember(self, request)
    return _on_object(self, request, full_url)


def _bucket_response(self: S3Response, request: Any, full_url: str) -> Any:
    _remember(self, request)
    return _on_bucket(self, request, full_url)


def _permission(bucket: FakeBucket, action: str, resource: str) -> PermissionResult:
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    caller, context = _asked.get()
    return _RESULTS[effect(json.loads(bucket.policy), Request(action, resource, caller=caller, context=context))]


S3Response._key_response = _key_response
S3Response._bucket_response = _bucket_response
FakeBucket.get_permission = _permission
