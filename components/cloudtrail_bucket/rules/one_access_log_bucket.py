"""RS343: access logs that are to go to two buckets."""

from __future__ import annotations

from collections.abc import Iterator

from components.cloudtrail_bucket.variables import CloudTrailBucketVariables
from model.finding import Problem

RULE = "RS343"


def one_access_log_bucket(variables: CloudTrailBucketVariables) -> Iterator[Problem]:
    """A problem when a bucket is made and another is named."""
    if variables.create_access_log_bucket and variables.access_log_bucket_name:
        text = (
            f"access logs go to one bucket: leave out `create_access_log_bucket`, or "
            f"`access_log_bucket_name: {variables.access_log_bucket_name}`"
        )
        yield Problem(RULE, text, ("vars", "access_log_bucket_name"))
