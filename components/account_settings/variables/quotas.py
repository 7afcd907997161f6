"""Variables of service quotas inside ``account-settings``."""

from __future__ import annotations

from pydantic import Field

from blocks.identifiers import PrincipalArn, RoleName
from blocks.quota.variables import WantedQuota
from model.variables import Variables


class QuotaVariables(Variables):
    """Service quotas that are asked for with the baseline, and the role of kind `account-quotas`, with fewer rights."""

    service_quotas_enabled: bool = Field(True, description="Whether the quotas given here are asked for.")
    service_quotas: dict[str, WantedQuota | None] = Field(
        default_factory=dict, description="Wanted quotas by a key of your own; `null` drops an inherited one."
    )
    service_quotas_role_name: RoleName | None = Field(
        None,
        description="Role that may ask for quotas and nothing else, for `settings.assume_role` of kind "
        "`account-quotas`; null for none.",
    )
    service_quotas_role_trusted_arns: list[PrincipalArn] = Field(
        default_factory=list,
        description="Principals that may assume the role; empty for the management account, whose own policies then "
        "say who may.",
    )
