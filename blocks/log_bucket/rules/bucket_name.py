"""RS340: a bucket's name, once the labels are put together, that S3 would refuse."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.bucket.names import name_problem
from blocks.log_bucket.variables import LogBucketVariables
from model.finding import Problem

RULE = "RS340"


def bucket_name(variables: LogBucketVariables) -> Iterator[Problem]:
    """A problem for each bucket that S3 would not make."""
    made = [("bucket", variables.bucket)]
    if variables.create_access_log_bucket:
        made.append(("access-log bucket", variables.access_log_bucket))
    variable = "bucket_name" if variables.bucket_name else "name"
    for what, name in made:
        problem = name_problem(name)
        if problem:
            text = f"the {what}'s name '{name}' {problem}: set `bucket_name`, or shorten the labels"
            yield Problem(RULE, text, ("vars", variable))
