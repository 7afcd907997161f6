"""Notifications of buckets: moto delivers events to EventBridge and does not say that it does."""

from __future__ import annotations

from typing import Any

from moto.s3.responses import S3Response

from sandbox.aws.completion import completed

_get = S3Response.get_bucket_notification


def _get_bucket_notification(self: Any) -> Any:
    put = self.backend.get_bucket_notification_configuration(self.bucket_name)

    def complete(members: dict[str, Any]) -> None:
        if put and put.event_bridge is not None:
            members["EventBridgeConfiguration"] = {}

    return completed(self, _get, complete)


S3Response.get_bucket_notification = _get_bucket_notification
