"""RS341: lifecycle rules that S3 would refuse."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.log_bucket.variables import LogBucketVariables
from model.finding import Problem

RULE = "RS341"
_LEAST_DAYS = 30
"""S3 moves nothing to Standard-IA before 30 days, and charges at least 30 days there.

Source: docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html.
"""


def lifecycle(variables: LogBucketVariables) -> Iterator[Problem]:
    """A problem for each number of days that does not come after the one before it."""
    if not variables.lifecycle_rule_enabled:
        return
    standard, glacier = variables.standard_transition_days, variables.glacier_transition_days
    if standard and standard < _LEAST_DAYS:
        yield _problem("standard_transition_days", f"{standard} days to Standard-IA; S3 takes {_LEAST_DAYS} or more")
    if standard and glacier and glacier < standard + _LEAST_DAYS:
        yield _problem(
            "glacier_transition_days",
            f"{glacier} days to Glacier, {standard} to Standard-IA; S3 takes {standard + _LEAST_DAYS} or more",
        )
    last = max(standard or 0, glacier or 0)
    if variables.expiration_days and variables.expiration_days <= last:
        text = f"logs expire after {variables.expiration_days} days and move after {last}: expire them later"
        yield _problem("expiration_days", text)
    moved, gone = variables.noncurrent_version_transition_days, variables.noncurrent_version_expiration_days
    if moved and gone and gone <= moved:
        text = f"superseded versions expire after {gone} days and move after {moved}: expire them later"
        yield _problem("noncurrent_version_expiration_days", text)


def _problem(variable: str, text: str) -> Problem:
    return Problem(RULE, f"`{variable}`: {text}", ("vars", variable))
