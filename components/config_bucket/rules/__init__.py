"""Rules of the kind ``config-bucket`` beside those of every log bucket, one a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from components.config_bucket.rules.access_log_instance import access_log_instance
from components.config_bucket.variables import ConfigBucketVariables
from model.finding import Problem

Rule = Callable[[ConfigBucketVariables], Iterable[Problem]]

RULES: tuple[Rule, ...] = (access_log_instance,)
