"""RS347: access logs that are to go to the bucket of another instance, and to another one besides."""

from __future__ import annotations

from collections.abc import Iterator

from components.config_bucket.variables import ConfigBucketVariables
from model.finding import Problem

RULE = "RS347"


def access_log_instance(variables: ConfigBucketVariables) -> Iterator[Problem]:
    """A problem where an instance is named, and a bucket is made or named too."""
    if variables.access_log_bucket_component_name is None:
        return
    for variable in ("create_access_log_bucket", "access_log_bucket_name"):
        if getattr(variables, variable):
            text = f"access logs go to one bucket: leave out `access_log_bucket_component_name`, or `{variable}`"
            yield Problem(RULE, text, ("vars", variable))
