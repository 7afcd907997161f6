"""RS342: object lock that cannot work."""

from __future__ import annotations

from collections.abc import Iterator

from components.cloudtrail_bucket.variables import CloudTrailBucketVariables
from model.finding import Problem

RULE = "RS342"


def object_lock(variables: CloudTrailBucketVariables) -> Iterator[Problem]:
    """A problem when there are no versions to lock, or when they are locked for longer than they are kept."""
    lock = variables.object_lock_configuration
    if lock is None:
        return
    path = ("vars", "object_lock_configuration")
    if not variables.versioning_enabled:
        yield Problem(RULE, "object lock needs versions: set `versioning_enabled: true`", path)
    kept = variables.noncurrent_version_expiration_days
    expires = variables.expiration_days
    if variables.lifecycle_rule_enabled and kept and expires and lock.in_days > expires + kept:
        text = (
            f"object lock keeps every version for {lock.in_days} days, and logs are to be gone after {expires + kept} "
            f"(`expiration_days` and `noncurrent_version_expiration_days`): lock for less, or keep for longer"
        )
        yield Problem(RULE, text, path)
