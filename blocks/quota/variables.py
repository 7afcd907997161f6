"""Wanted service quotas, as YAML writes them."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from model.variables import Strict

Quotas = dict[str, "WantedQuota | None"]
"""Wanted quotas by a key of the user's own: maps merge from layer to layer, and ``null`` drops an inherited one."""


class WantedQuota(Strict):
    """One quota by code or by name; where both are given, the code wins."""

    service_code: str | None = Field(
        None, pattern=r"^[a-zA-Z][a-zA-Z0-9-]{0,62}$", description="Code of the service, as in `vpc`."
    )
    service_name: str | None = Field(
        None, min_length=1, description="Full name of the service, as in `Amazon Virtual Private Cloud (Amazon VPC)`."
    )
    quota_code: str | None = Field(
        None, pattern=r"^[a-zA-Z][a-zA-Z0-9-]{1,128}$", description="Code of the quota, as in `L-F678F1CE`."
    )
    quota_name: str | None = Field(None, min_length=1, description="Full name of the quota, as in `VPCs per Region`.")
    value: float | None = Field(
        None, ge=0, le=1e10, description="Least value that is wanted; null only reports what is granted."
    )
    region: str | None = Field(
        None, description="Region of the quota; null is the home region, and us-east-1 for global quotas."
    )

    @property
    def label(self) -> str:
        """The quota as messages name it: ``vpc/L-F678F1CE``."""
        return f"{self.service_code or self.service_name}/{self.quota_code or self.quota_name}"


def kept(quotas: Mapping[str, WantedQuota | None]) -> dict[str, WantedQuota]:
    """The quotas that are not dropped, by key."""
    return {key: quota for key, quota in quotas.items() if quota is not None}
