"""Where Pulumi and Terraform keep the state of a stack: keys of objects, as patterns of IAM."""

from __future__ import annotations

from collections.abc import Iterable

FORMAT = ".pulumi/meta.yaml"
"""Says which layout the bucket has; everybody who logs in reads it."""
LOCKS = ".pulumi/locks/"


def state_keys(project: str, stacks: Iterable[str]) -> list[str]:
    """State, its copies and its history, of stacks of a project."""
    return [
        key
        for stack in stacks
        for key in (
            f".pulumi/stacks/{project}/{stack}.json*",
            f".pulumi/history/{project}/{stack}/*",
            f".pulumi/backups/{project}/{stack}/*",
        )
    ]


def lock_keys(project: str, stacks: Iterable[str]) -> list[str]:
    """Locks of stacks of a project."""
    return [f"{LOCKS}organization/{project}/{stack}/*" for stack in stacks]


def terraform_keys(prefixes: Iterable[str]) -> list[str]:
    """State below prefixes, locks included."""
    return [f"{prefix}*" for prefix in prefixes]


def terraform_lock_keys(prefixes: Iterable[str]) -> list[str]:
    """Locks of Terraform 1.10 and later, below prefixes."""
    return [f"{prefix}*.tflock" for prefix in prefixes]
