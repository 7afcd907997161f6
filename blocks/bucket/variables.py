"""Variables that buckets of several kinds share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from model.variables import Variables

Days = Annotated[int, Field(ge=1, le=36500)]
"""Days after which S3 moves or deletes something."""


class NamedBucketVariables(Variables):
    """What a bucket is called, and the bucket that its access logs go to where one is made for them."""

    bucket_name: str | None = Field(None, description="Name of the bucket; null takes the labels.")

    @property
    def bucket(self) -> str:
        """The bucket's name."""
        return self.bucket_name or self.context.id

    @property
    def access_log_bucket(self) -> str:
        """The name of the access-log bucket that is made here."""
        return f"{self.bucket}-access-logs"
