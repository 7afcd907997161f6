"""Variables of ``account-quotas`` (Cloud Posse's component of that name, v1.537.0)."""

from __future__ import annotations

from pydantic import Field

from blocks.quota.variables import WantedQuota
from model.variables import Variables


class AccountQuotasVariables(Variables):
    """Service quotas of one account, in any of its regions."""

    account_settings_component_name: str | None = Field(
        None, description="Instance of kind `account-settings` that makes the role of this one; null for none."
    )
    account_settings_environment_name: str | None = Field(
        None, description="Environment of that instance; null for the same."
    )
    quotas: dict[str, WantedQuota | None] = Field(
        default_factory=dict, description="Wanted quotas by a key of your own; `null` drops an inherited one."
    )
