"""AWS's limits as data: values with their source and the day they were checked, in ``limits.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_suffix(".yaml")
_OTHER = "other"

Override = int | Mapping[str, int]


@dataclass(frozen=True)
class Limit:
    """One limit. ``values`` holds one number under ``other``, or a number per policy type besides."""

    name: str
    values: Mapping[str, int]
    unit: str
    source: str
    checked: str
    note: str = ""

    def of(self, policy_type: str = "") -> int:
        """The limit, for one policy type (``SERVICE_CONTROL_POLICY``) where it differs between them."""
        return self.values.get(policy_type.removesuffix("_POLICY"), self.values[_OTHER])


@dataclass(frozen=True)
class Limits:
    """All limits, those of AWS overlaid with what the user wrote."""

    by_name: Mapping[str, Limit]

    def of(self, name: str, policy_type: str = "") -> int:
        """The value of one limit. Raises KeyError for a name that ``limits.yaml`` does not have."""
        return self.by_name[name].of(policy_type)

    def __iter__(self) -> Iterator[Limit]:
        return iter(self.by_name.values())


@cache
def aws_limits() -> Limits:
    """The limits of AWS as they were last checked."""
    written = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return Limits({name: _limit(name, row) for name, row in written.items()})


def limits_with(overrides: Mapping[str, Override]) -> Limits:
    """The limits of AWS with some replaced, whole or for some policy types. Raises KeyError for an unknown name."""
    if not overrides:
        return aws_limits()
    by_name = dict(aws_limits().by_name)
    for name, value in overrides.items():
        known = by_name[name]
        values = dict(known.values) | _values(value) if isinstance(value, Mapping) else _values(value)
        by_name[name] = replace(known, values=values, source="config", checked="")
    return Limits(by_name)


def known_limits(overrides: Mapping[str, Override]) -> Limits:
    """The limits of AWS with some replaced; names that there are not are left out, for a rule to tell of them."""
    known = aws_limits().by_name
    return limits_with({name: value for name, value in overrides.items() if name in known})


def _limit(name: str, row: Mapping[str, Any]) -> Limit:
    return Limit(name, _values(row["value"]), row["unit"], row["source"], str(row["checked"]), row.get("note", ""))


def _values(value: Override) -> dict[str, int]:
    if isinstance(value, Mapping):
        return {policy_type.removesuffix("_POLICY"): number for policy_type, number in value.items()}
    return {_OTHER: value}
