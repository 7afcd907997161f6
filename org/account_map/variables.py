"""Variables of ``account-map`` (Cloud Posse's component of that name, generation 1)."""

from __future__ import annotations

from pydantic import Field

from model.variables import Variables

_ROLE_TEMPLATE = "arn:%s:iam::%s:role/%s-%s-%s-%s-%%s"


class AccountMapVariables(Variables):
    """Which instance the map is read from, and the names of the accounts with a role of their own."""

    account_component_name: str = Field("account", description="Instance of kind `account` that the map is read from.")
    root_account_account_name: str = Field("root", description="Name of the management account in the map.")
    audit_account_account_name: str | None = Field(None, description="Account in which all logs end up.")
    security_account_account_name: str | None = Field(None, description="Account of security tooling.")
    identity_account_account_name: str | None = Field(None, description="Account in which people log in.")
    dns_account_account_name: str | None = Field(None, description="Account that owns the DNS zones.")
    artifacts_account_account_name: str | None = Field(None, description="Account that stores artifacts.")
    iam_role_arn_template_template: str = Field(
        _ROLE_TEMPLATE,
        description="ARN of a role: partition, account id, namespace, tenant, environment, stage, role.",
    )
