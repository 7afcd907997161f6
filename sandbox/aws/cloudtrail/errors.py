"""What CloudTrail says when it refuses."""

from __future__ import annotations

from moto.core.exceptions import ServiceException


class CloudTrailError(ServiceException):  # type: ignore[misc]
    """An error of CloudTrail."""


def not_found(name: str, account_id: str) -> CloudTrailError:
    """There is no such trail here."""
    return CloudTrailError("TrailNotFoundException", f"Unknown trail: {name} for the user: {account_id}")
