"""Quotas that are known without asking AWS, in ``known.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from blocks.partition import partition_of
from blocks.quota.variables import WantedQuota

_FILE = Path(__file__).with_suffix(".yaml")
_GLOBAL_REGIONS = {"aws": "us-east-1", "aws-cn": "cn-northwest-1", "aws-us-gov": "us-gov-west-1"}


@dataclass(frozen=True)
class KnownQuota:
    """What AWS grants every account at first, whether it grants more, and whether the quota is global."""

    code: str
    name: str
    default: float
    everywhere: bool
    adjustable: bool


@dataclass(frozen=True)
class KnownService:
    """A service with some of its quotas, by code."""

    code: str
    name: str
    everywhere: bool
    quotas: Mapping[str, KnownQuota]


def service_of(wanted: WantedQuota) -> KnownService | None:
    """The service that is meant, None when it is not a known one."""
    if wanted.service_code is not None:
        return known_services().get(wanted.service_code)
    return next((one for one in known_services().values() if one.name == wanted.service_name), None)


def quota_of(wanted: WantedQuota) -> KnownQuota | None:
    """The quota that is meant, None when it is not a known one."""
    service = service_of(wanted)
    if service is None:
        return None
    if wanted.quota_code is not None:
        return service.quotas.get(wanted.quota_code)
    return next((one for one in service.quotas.values() if one.name == wanted.quota_name), None)


def is_global(wanted: WantedQuota) -> bool:
    """Whether the quota is known to be kept in one region for all."""
    service, quota = service_of(wanted), quota_of(wanted)
    return bool((service and service.everywhere) or (quota and quota.everywhere))


def global_region(home: str) -> str:
    """The region in which the partition of ``home`` keeps its global quotas."""
    return _GLOBAL_REGIONS.get(partition_of(home), home)


def region_of(wanted: WantedQuota, home: str) -> str:
    """The region in which the quota is asked for."""
    return global_region(home) if is_global(wanted) else wanted.region or home


@cache
def known_services() -> Mapping[str, KnownService]:
    """All known services, by code."""
    written = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        code: KnownService(
            code,
            row["name"],
            row.get("global", False),
            {
                quota: KnownQuota(
                    quota,
                    one["name"],
                    one["default"],
                    one.get("global", row.get("global", False)),
                    one.get("adjustable", True),
                )
                for quota, one in row["quotas"].items()
            },
        )
        for code, row in written["services"].items()
    }
