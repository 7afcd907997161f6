"""What is wrong with the variables of one ``cloudtrail-bucket`` instance."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.cloudtrail_bucket.rules import RULES
from components.cloudtrail_bucket.rules.account_trails import account_trails
from components.cloudtrail_bucket.variables import CloudTrailBucketVariables
from model.finding import Problem


def check(variables: CloudTrailBucketVariables, place: CheckPlace) -> Iterator[Problem]:
    """Every problem that the rules of ``components/cloudtrail_bucket/rules`` find."""
    if not variables.enabled:
        return
    if place.management:
        yield Problem(
            "RS344",
            f"the audit logs' bucket stands in the management account '{place.account}', whose administrators are "
            "those that the logs watch: move it to an account of its own, such as 'core-audit'",
        )
    for rule in RULES:
        yield from rule(variables)
    yield from account_trails(variables, place.account_names())
