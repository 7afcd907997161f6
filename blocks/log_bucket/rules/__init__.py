"""Rules of buckets that collect logs, one a file. Each is a function from variables to problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from blocks.log_bucket.rules.bucket_name import bucket_name
from blocks.log_bucket.rules.lifecycle import lifecycle
from blocks.log_bucket.rules.management_account import management_account
from blocks.log_bucket.rules.one_access_log_bucket import one_access_log_bucket
from blocks.log_bucket.rules.statements import statements
from blocks.log_bucket.variables import LogBucketVariables
from blocks.place import CheckPlace
from model.finding import Problem

Rule = Callable[[LogBucketVariables], Iterable[Problem]]

RULES: tuple[Rule, ...] = (bucket_name, lifecycle, one_access_log_bucket, statements)


def log_bucket_problems(variables: LogBucketVariables, place: CheckPlace) -> Iterator[Problem]:
    """Every problem that does not depend on who writes."""
    yield from management_account(place)
    for rule in RULES:
        yield from rule(variables)
