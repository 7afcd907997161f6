"""What is wrong with the variables of one ``cloudtrail-bucket`` instance."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.log_bucket.rules import log_bucket_problems
from blocks.log_bucket.rules.accounts import accounts
from blocks.place import CheckPlace
from components.cloudtrail_bucket.rules import RULES
from components.cloudtrail_bucket.variables import CloudTrailBucketVariables
from model.finding import Problem


def check(variables: CloudTrailBucketVariables, place: CheckPlace) -> Iterator[Problem]:
    """Every problem that the rules of log buckets and of ``components/cloudtrail_bucket/rules`` find."""
    if not variables.enabled:
        return
    yield from log_bucket_problems(variables, place)
    for rule in RULES:
        yield from rule(variables)
    yield from accounts("account_trails", variables.account_trails, place.account_names())
