"""Partitions and regions that the simulated AWS has, as botocore lists them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def partitions() -> tuple[dict[str, Any], ...]:
    """The partitions of AWS with their regions."""
    import botocore

    data = Path(botocore.__file__).parent / "data" / "partitions.json"
    found = json.loads(data.read_text(encoding="utf-8"))["partitions"]
    return tuple(found)


def partition_of(region: str) -> dict[str, Any]:
    """The partition that a region belongs to; the commercial one for a region that nobody knows."""
    known = (item for item in partitions() if region in item["regions"])
    return next(known, partitions()[0])
