"""Regions of an account: those that are always on, and those that take minutes to switch.

Source: docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from sandbox.aws.account.errors import AccountError, invalid
from sandbox.aws.settings import current
from sandbox.aws.trouble import clock

ALWAYS_ON = [
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
]
OPT_IN = [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-west-1",
    "eu-central-2",
    "eu-south-1",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
]
_AT_ONCE = 6


@dataclass
class Regions:
    """The opt-in regions of one account."""

    _statuses: dict[str, str] = field(default_factory=dict)
    _due: dict[str, float] = field(default_factory=dict)

    def status(self, region: str) -> str:
        """The region's status as AWS names it. Raises ValidationException for a region that AWS does not have."""
        if region in ALWAYS_ON:
            return "ENABLED_BY_DEFAULT"
        if region not in OPT_IN:
            raise invalid(f"The region {region} is not valid.")
        if region in self._due and self._due[region] <= time.time():
            del self._due[region]
            self._statuses[region] = "ENABLED" if self._statuses[region] == "ENABLING" else "DISABLED"
        return self._statuses.get(region, "DISABLED")

    def all(self) -> dict[str, str]:
        """All regions with their statuses."""
        return {region: self.status(region) for region in sorted([*ALWAYS_ON, *OPT_IN])}

    def switch(self, region: str, on: bool) -> None:
        """The region is being switched on or off."""
        status = self.status(region)
        if status == "ENABLED_BY_DEFAULT":
            raise invalid(f"The region {region} is enabled by default and cannot be changed.")
        if status in ("ENABLING", "DISABLING"):
            raise AccountError("ConflictException", f"The region {region} is already being changed.")
        if sum(self.status(other) in ("ENABLING", "DISABLING") for other in OPT_IN) >= _AT_ONCE:
            raise AccountError("TooManyRequestsException", f"At most {_AT_ONCE} regions can be changed at once.")
        if status == ("ENABLED" if on else "DISABLED"):
            return
        self._statuses[region] = "ENABLING" if on else "DISABLING"
        self._due[region] = time.time() + clock.real(current().region_seconds)
