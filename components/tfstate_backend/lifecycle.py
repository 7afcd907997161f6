"""How long old state is kept."""

from __future__ import annotations

from blocks.bucket.settings import LifecycleRule
from components.tfstate_backend.keys import LOCKS
from components.tfstate_backend.variables import TfstateBackendVariables


def state_lifecycle(variables: TfstateBackendVariables) -> tuple[LifecycleRule, ...]:
    """Rules of the state bucket: current state never expires."""
    locks = LifecycleRule(
        "locks",
        prefix=LOCKS,
        noncurrent_expiration_days=variables.lock_version_expiration_days,
        expired_delete_markers=True,
    )
    state = LifecycleRule(
        "superseded-state",
        noncurrent_expiration_days=variables.noncurrent_version_expiration_days,
        noncurrent_versions_kept=variables.noncurrent_versions_kept,
        abort_multipart_days=7,
    )
    return (locks, state)


def access_log_lifecycle(variables: TfstateBackendVariables) -> tuple[LifecycleRule, ...]:
    """Rules of the bucket of access logs."""
    days = variables.access_log_expiration_days
    return (LifecycleRule("access-logs", expiration_days=days, noncurrent_expiration_days=days),)
