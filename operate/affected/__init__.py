"""Which instances and Pulumi stacks a change touches: by resolved values, by code, and by what stands on them.

>>> from operate.affected import affected, affected_stacks
"""

from __future__ import annotations

from pathlib import Path

from operate.affected.comparison import Affected, Side, compare
from operate.affected.revision import extracted, repository_of

__all__ = ["Affected", "affected", "affected_stacks"]


def affected(checkout: Path, config_root: Path, base: str) -> tuple[Affected, ...]:
    """Every instance that differs between revision ``base`` and the files at hand, sorted, with its dependents.

    Raises OperateError when there is no such revision.
    """
    repository = repository_of(config_root)
    inside = config_root.resolve().relative_to(repository)
    own_code = repository_of(checkout) == repository
    with extracted(repository, base) as before:
        code = before / checkout.resolve().relative_to(repository) if own_code else None
        return compare(Side(before / inside, code), Side(config_root, checkout if own_code else None))


def affected_stacks(checkout: Path, config_root: Path, base: str) -> frozenset[str]:
    """The Pulumi stacks of all affected instances that still exist, and those that depend on them."""
    found: set[str] = set()
    for one in affected(checkout, config_root, base):
        found.update(stack for stack in (one.pulumi_stack, one.former_stack, *one.dependent_stacks) if stack)
    return frozenset(found)
