"""RS366: access logs that are to go to two buckets, or to the bucket they are about."""

from __future__ import annotations

from collections.abc import Iterator

from components.tfstate_backend.variables import TfstateBackendVariables
from model.finding import Problem

RULE = "RS366"


def logging(variables: TfstateBackendVariables) -> Iterator[Problem]:
    """A problem when a bucket is made and another is named, or when the bucket would log to itself without end."""
    path = ("vars", "access_log_bucket_name")
    if variables.create_access_log_bucket and variables.access_log_bucket_name:
        text = "access logs go to one bucket: leave out `create_access_log_bucket` or `access_log_bucket_name`"
        yield Problem(RULE, text, path)
    if variables.access_log_bucket_name == variables.bucket:
        yield Problem(RULE, f"bucket '{variables.bucket}' would log its own log deliveries: name another", path)
