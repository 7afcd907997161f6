"""Service quotas of the account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi

from blocks.quota.resource import quota_requests
from blocks.wiring import Wiring
from components.account_settings.variables import AccountSettingsVariables


def quotas(
    name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions, wiring: Wiring
) -> Mapping[str, Any]:
    """Asks for the quotas. Exports ``service_quotas``: what is requested, granted and pending, by key."""
    wanted = variables.service_quotas if variables.service_quotas_enabled else {}
    requested = quota_requests(f"{name}-quota", wanted, "service_quotas", variables.region, wiring, options)
    return {"service_quotas": requested}
