"""S3 Control: the account's public access block."""

from __future__ import annotations

from moto.s3control.responses import S3ControlResponse as MotoS3ControlResponse


class S3ControlResponse(MotoS3ControlResponse):  # type: ignore[misc]
    """Answers S3 Control for the account named in the request."""
