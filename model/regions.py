"""Regions of AWS as data, in ``regions.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_suffix(".yaml")


@cache
def aws_regions() -> frozenset[str]:
    """The codes of all regions of all partitions, such as ``us-east-1``."""
    written = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return frozenset(region for regions in written["regions"].values() for region in regions)
