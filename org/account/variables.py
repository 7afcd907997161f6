"""Variables of the kind `account`: Cloud Posse's, and what their users asked for."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from model.variables import Variables
from org.account.by_name import ByName
from org.account.contacts import Contacts
from org.account.organization_config import AllowDeny, OrganizationConfig
from org.account.policy_variables import PolicyVariables
from org.policy.parameters import Parameter
from org.policy.types import PolicyType

DEFAULT_ROLE = "OrganizationAccountAccessRole"
RootFeature = Literal["RootCredentialsManagement", "RootSessions"]


class AccountVariables(Variables):
    """The organization, its units, accounts and policies."""

    organization_config: OrganizationConfig = Field(description="The organization with its units and accounts.")
    organization_enabled: bool = Field(
        True, description="Whether the organization is created here; false reads the one that exists."
    )
    feature_set: Literal["ALL", "CONSOLIDATED_BILLING"] = Field(
        "ALL", description="Features of the organization. Policies need ALL."
    )
    aws_service_access_principals: list[str] | None = Field(
        None, description="Services with trusted access; what the configuration needs when it is not given."
    )
    enabled_policy_types: list[PolicyType] | None = Field(
        None, description="Policy types of the root; those of the policies, and SCPs, when it is not given."
    )
    organization_enabled_features: list[RootFeature] = Field(
        default_factory=list, description="Centralized root features."
    )
    ram_sharing_enabled: bool = Field(False, description="Whether resources are shared in the organization (RAM).")
    resource_policy: str | dict[str, Any] | None = Field(
        None, description="The organization's resource policy, which delegates: YAML, or JSON text."
    )
    delegated_administrators: dict[str, list[str]] = Field(
        default_factory=dict, description="Service principal to the names of the accounts that administer it."
    )
    account_email_format: str | None = Field(
        None, description="E-mail of every account, with `%s` for its name. Units and accounts may have their own."
    )
    account_iam_user_access_to_billing: AllowDeny = Field(
        "DENY", description="Whether IAM users of new accounts may see bills; at creation only."
    )
    account_role_name: str = Field(
        DEFAULT_ROLE, pattern=r"^[\w+=,.@-]{1,64}$", description="Access role of new accounts; at creation only."
    )
    enforce_account_names: bool = Field(
        True, description="Whether accounts must be named `{tenant}-{stage}` after their unit. Adopted ones need not."
    )
    quarantine_organizational_unit: str = Field(
        "quarantine", description="Path of the unit that suspended accounts are moved to. Its policies deny everything."
    )
    service_control_policies_config_paths: list[str] = Field(
        default_factory=list, description="Policy catalogs, relative to the configuration's root; globs are fine."
    )
    service_control_policies_parameters: dict[str, Parameter] = Field(
        default_factory=dict, description="Values for the parameters of catalog entries, by name."
    )
    policies: ByName[PolicyVariables] = Field(
        description="Policies by key: own documents of any type, or adjustments of catalog entries by SID."
    )
    policy_mode: Literal["shared", "merged"] = Field(
        "shared", description="One policy per SID, attached where it is named; or one merged policy per target."
    )
    exempt_roles: list[str] = Field(
        default_factory=lambda: [DEFAULT_ROLE], description="Names of the roles that no catalog policy binds."
    )
    exempt_principals: list[str] = Field(
        default_factory=list, description="ARN patterns of principals that no catalog policy binds (break-glass)."
    )
    removed_policies: list[str] = Field(
        default_factory=list, description="SIDs and keys that may go for good, though they are no longer defined."
    )
    contacts: Contacts | None = Field(None, description="Contacts of every account, the management account included.")
    limits: dict[str, int | dict[str, int]] = Field(
        default_factory=dict, description="AWS limits that differ for this organization, by name (`policy limits`)."
    )
