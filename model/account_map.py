"""The account map: the safe subset of account metadata that every stack may read."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from model.variables import AccountId


class _Exported(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AccountInfo(_Exported):
    """One account as other stacks may see it; no e-mail."""

    id: AccountId
    tenant: str
    stage: str
    # The engine drops nulls from what a stack reference reads, so null and absent mean the same.
    ou: str | None = Field(None, description="Path of the unit, `plat` or `plat/data`; null under the root.")
    description: str = ""
    tags: dict[str, str] = Field(default_factory=dict)


class SpecialAccounts(_Exported):
    """Names of the accounts with a role of their own; null where the organization has none."""

    root: str
    audit: str | None = None
    security: str | None = None
    identity: str | None = None
    dns: str | None = None
    artifacts: str | None = None


class AccountMap(_Exported):
    """What the account map exports, version 1.

    ``full_account_map`` is name to id; ``iam_role_arn_templates`` is name to an ARN with ``%s`` for the role's label;
    ``organization_role_arns`` is name to the ARN of the access role (null for the management account).
    """

    version: Literal[1] = 1
    organization_id: str
    organization_root_id: str
    aws_partition: str = "aws"
    root_account_id: AccountId
    special_accounts: SpecialAccounts
    full_account_map: dict[str, AccountId]
    account_info_map: dict[str, AccountInfo]
    organizational_units: dict[str, str] = Field(description="Path of each organizational unit to its id.")
    iam_role_arn_templates: dict[str, str]
    organization_role_arns: dict[str, str | None]

    def export(self) -> dict[str, Any]:
        """The map as plain data, as the stack exports it."""
        return self.model_dump(mode="json")
