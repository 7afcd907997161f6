"""Types of resources that AWS Config records, in ``resource_types.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_suffix(".yaml")
GLOBAL_TYPES = ("AWS::IAM::Group", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::User")
"""What every region would record of the whole account: one region is enough, and is billed once."""
NEVER_DAILY = frozenset({"AWS::Config::ConformancePackCompliance", "AWS::Config::ResourceCompliance"})
"""Source: docs.aws.amazon.com/config/latest/APIReference/API_RecordingModeOverride.html, checked 2026-11-30."""


@cache
def recorded_types() -> frozenset[str]:
    """All types, such as ``AWS::EC2::Instance``."""
    written = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return frozenset(f"AWS::{service}::{one}" for service, types in written["services"].items() for one in types)
