"""What the instance `account` exports: plain data for the account map, without e-mails."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from model.variables import AccountId

VERSION: Literal[1] = 1


class _Exported(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExportedAccount(_Exported):
    """One account. ``id`` is 12 digits; ``ou`` the path of its unit, null under the root; ``status`` as AWS says."""

    id: AccountId
    arn: str
    tenant: str
    stage: str
    ou: str | None = None
    description: str = ""
    tags: dict[str, str] = Field(default_factory=dict)
    role_name: str | None = None
    status: str | None = None


class ExportedUnit(_Exported):
    """One organizational unit."""

    id: str
    arn: str


class ExportedPolicy(_Exported):
    """One policy and the targets it is attached to: ``root``, ``ou/plat``, ``account/plat-prod``."""

    id: str
    arn: str
    type: str
    targets: list[str]


class OrganizationExport(_Exported):
    """Everything that `account` exports, version 1. Accounts by name, units by path, policies by key."""

    version: Literal[1] = VERSION
    organization_id: str
    organization_arn: str
    organization_root_id: str
    root_account_name: str
    root_account_aws_name: str | None = None
    root_account_id: AccountId
    accounts: dict[str, ExportedAccount]
    organizational_units: dict[str, ExportedUnit]
    policies: dict[str, ExportedPolicy]
