"""AWS partitions: the first part of every ARN."""

from __future__ import annotations

_BY_PREFIX = {"cn-": "aws-cn", "us-gov-": "aws-us-gov", "eusc-": "aws-eusc"}


def partition_of(region: str) -> str:
    """The partition that a region belongs to: ``aws`` unless the region's prefix says otherwise."""
    return next((name for prefix, name in _BY_PREFIX.items() if region.startswith(prefix)), "aws")
