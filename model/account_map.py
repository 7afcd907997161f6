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
    parent_ou: str | None = Field(None, description="Path of the unit above it; null where there is none.")
    description: str = ""
    eks: bool = Field(False, description="Whether the tag `eks` is `true`.")
    tags: dict[str, str] = Field(default_factory=dict)


class SpecialAccounts(_Exported):
    """Names of the accounts with a role of their own; null where the organization has none."""

    root: str
    audit: str | None = None
    security: str | None = None
    identity: str | None = None
    dns: str | None = None
    artifacts: str | None = None


class TerraformRoleNames(_Exported):
    """Names of the roles that plan and that apply."""

    plan: str
    apply: str


class AccountMap(_Exported):
    """What the account map exports, version 1. Maps are by the account's name.

    ``full_account_map`` is name to id; ``iam_role_arn_templates`` is name to an ARN with ``%s`` for the role's label;
    ``organization_role_arns`` is name to the ARN of the access role (null for the management account);
    ``terraform_roles`` is name to the ARN of the role that applies. A map that is kept in YAML knows no organization:
    ids are empty there. The export has the names of special accounts once more, as Cloud Posse spells them
    (``audit_account_account_name``).
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: Literal[1] = 1
    organization_id: str = ""
    organization_arn: str = ""
    organization_root_id: str = ""
    aws_partition: str = "aws"
    root_account_id: AccountId | None = None
    root_account_aws_name: str | None = Field(None, description="Name that AWS has for the management account.")
    special_accounts: SpecialAccounts
    full_account_map: dict[str, AccountId]
    account_info_map: dict[str, AccountInfo]
    all_accounts: list[str] = Field(default_factory=list, description="Names of member accounts.")
    eks_accounts: list[str] = Field(default_factory=list, description="Those with the tag `eks: true`.")
    non_eks_accounts: list[str] = Field(default_factory=list, description="Those without it.")
    organizational_units: dict[str, str] = Field(
        default_factory=dict, description="Path of each organizational unit to its id."
    )
    iam_role_arn_templates: dict[str, str]
    organization_role_arns: dict[str, str | None]
    terraform_roles: dict[str, str] = Field(default_factory=dict)
    terraform_role_name_map: TerraformRoleNames | None = None
    profiles_enabled: bool = False
    terraform_profiles: dict[str, str] = Field(default_factory=dict, description="Name to profile in an AWS config.")

    def export(self) -> dict[str, Any]:
        """The map as plain data, as the stack exports it."""
        named = self.special_accounts.model_dump()
        return self.model_dump(mode="json") | {f"{role}_account_account_name": name for role, name in named.items()}
