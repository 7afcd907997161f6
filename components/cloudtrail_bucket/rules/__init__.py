"""Rules of the kind ``cloudtrail-bucket``, one a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from components.cloudtrail_bucket.rules.bucket_name import bucket_name
from components.cloudtrail_bucket.rules.lifecycle import lifecycle
from components.cloudtrail_bucket.rules.object_lock import object_lock
from components.cloudtrail_bucket.rules.one_access_log_bucket import one_access_log_bucket
from components.cloudtrail_bucket.rules.statements import statements
from components.cloudtrail_bucket.variables import CloudTrailBucketVariables
from model.finding import Problem

Rule = Callable[[CloudTrailBucketVariables], Iterable[Problem]]

RULES: tuple[Rule, ...] = (bucket_name, lifecycle, object_lock, one_access_log_bucket, statements)
