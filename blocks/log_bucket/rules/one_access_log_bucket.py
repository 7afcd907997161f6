"""RS343: access logs that are to go to two buckets, or to none."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.log_bucket.variables import LogBucketVariables
from model.finding import Problem

RULE = "RS343"


def one_access_log_bucket(variables: LogBucketVariables) -> Iterator[Problem]:
    """A problem when a bucket is made and another is named, and when other buckets' logs have none to go to."""
    if variables.create_access_log_bucket and variables.access_log_bucket_name:
        text = (
            f"access logs go to one bucket: leave out `create_access_log_bucket`, or "
            f"`access_log_bucket_name: {variables.access_log_bucket_name}`"
        )
        yield Problem(RULE, text, ("vars", "access_log_bucket_name"))
    if variables.access_log_sources and not variables.create_access_log_bucket:
        text = "no bucket is made here that could take access logs: set `create_access_log_bucket: true`"
        yield Problem(RULE, text, ("vars", "access_log_sources"))
