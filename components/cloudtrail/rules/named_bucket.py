"""RS357: a bucket that only its name tells of, where more has to be known."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.cloudtrail.variables import CloudTrailVariables
from model.finding import Problem

RULE = "RS357"


def named_bucket(variables: CloudTrailVariables, place: CheckPlace) -> Iterator[Problem]:
    """A problem for what a bucket's instance would say, and its name does not."""
    if variables.s3_bucket_name is None:
        return
    if variables.is_organization_trail and place.management and variables.organization_id is None:
        text = "with `s3_bucket_name` the organization's trail needs its id: set `organization_id`"
        yield Problem(RULE, text, ("vars", "s3_bucket_name"))
    if variables.audit_access_enabled and variables.audit_account_id is None:
        text = "with `s3_bucket_name` the audit account is not known: set `audit_account_id`"
        yield Problem(RULE, text, ("vars", "audit_access_enabled"))
