"""How long logs are kept, and where."""

from __future__ import annotations

from blocks.bucket.settings import LifecycleRule
from blocks.log_bucket.variables import LogBucketVariables


def log_lifecycle(variables: LogBucketVariables) -> tuple[LifecycleRule, ...]:
    """The rule of the log bucket; none when switched off."""
    if not variables.lifecycle_rule_enabled:
        return ()
    transitions = {"STANDARD_IA": variables.standard_transition_days, "GLACIER": variables.glacier_transition_days}
    noncurrent = {"GLACIER": variables.noncurrent_version_transition_days}
    return (
        LifecycleRule(
            "logs",
            transitions={storage: days for storage, days in transitions.items() if days},
            expiration_days=variables.expiration_days,
            noncurrent_transitions={storage: days for storage, days in noncurrent.items() if days},
            noncurrent_expiration_days=variables.noncurrent_version_expiration_days,
            abort_multipart_days=variables.abort_incomplete_multipart_upload_days,
        ),
    )


def access_log_lifecycle(variables: LogBucketVariables) -> tuple[LifecycleRule, ...]:
    """The rule of the bucket of access logs."""
    days = variables.access_log_expiration_days
    return (
        LifecycleRule("access-logs", expiration_days=days, noncurrent_expiration_days=days, abort_multipart_days=5),
    )
