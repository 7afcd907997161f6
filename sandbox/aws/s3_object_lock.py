"""Object lock of a bucket: its default retention is told in days or in years, as it was asked for.

Moto tells both, the other one as zero.
"""

from __future__ import annotations

from typing import Any

from moto.s3.responses import S3Response

from sandbox.aws.completion import completed

_get = S3Response.get_object_lock_configuration


def _get_object_lock_configuration(self: Any) -> Any:
    def complete(members: dict[str, Any]) -> None:
        retention = members["ObjectLockConfiguration"].get("Rule", {}).get("DefaultRetention", {})
        for unit in ("Days", "Years"):
            if retention.get(unit) == 0:
                del retention[unit]

    return completed(self, _get, complete)


S3Response.get_object_lock_configuration = _get_object_lock_configuration
