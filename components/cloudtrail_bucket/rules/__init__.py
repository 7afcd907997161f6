"""Rules of the kind ``cloudtrail-bucket`` beside those of every log bucket, one a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from components.cloudtrail_bucket.rules.object_lock import object_lock
from components.cloudtrail_bucket.variables import CloudTrailBucketVariables
from model.finding import Problem

Rule = Callable[[CloudTrailBucketVariables], Iterable[Problem]]

RULES: tuple[Rule, ...] = (object_lock,)
