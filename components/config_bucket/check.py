"""What is wrong with the variables of one ``config-bucket`` instance."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.log_bucket.rules import log_bucket_problems
from blocks.log_bucket.rules.accounts import accounts
from blocks.place import CheckPlace
from components.config_bucket.rules import RULES
from components.config_bucket.variables import ConfigBucketVariables
from model.finding import Problem


def check(variables: ConfigBucketVariables, place: CheckPlace) -> Iterator[Problem]:
    """Every problem that the rules of log buckets and of ``components/config_bucket/rules`` find."""
    if not variables.enabled:
        return
    yield from log_bucket_problems(variables, place)
    for rule in RULES:
        yield from rule(variables)
    yield from accounts("account_recorders", variables.account_recorders, place.account_names())
