"""Variables of ``account-map`` (Cloud Posse's component of that name, generation 1)."""

from __future__ import annotations

from pydantic import Field, model_validator

from model.variables import AccountId, Strict, Variables
from org.account.by_name import Tags

ROLES = ("root", "audit", "security", "identity", "dns", "artifacts")
"""The roles that an account may have for all others."""

_ROLE_TEMPLATE = "arn:%s:iam::%s:role/%s-%s-%s-%s-%%s"
_PROFILE_TEMPLATE = "%s-%s-%s-%s-%s"


class RoleNames(Strict):
    """Names of the roles that plan and that apply."""

    plan: str = Field("planner", description="Role that plans.")
    apply: str = Field("terraform", description="Role that applies.")


class StaticAccount(Strict):
    """What else the map says of an account whose id is kept in YAML."""

    tenant: str = Field("", description="Tenant; the first part of the name by default.")
    stage: str = Field("", description="Stage; the rest of the name by default.")
    ou: str | None = Field(None, description="Path of its organizational unit.")
    description: str = Field("", description="Purpose of the account.")
    tags: Tags = Field(default_factory=dict, description="Tags of the account.")
    role_name: str | None = Field(None, description="Access role, where it is not the usual one.")


class StaticMap(Strict):
    """The account map kept in YAML: Cloud Posse's variable `account_map`, and what else the map can say."""

    full_account_map: dict[str, AccountId] = Field(min_length=1, description="Name of each account to its id, quoted.")
    account_info_map: dict[str, StaticAccount] = Field(default_factory=dict, description="More about accounts.")
    iam_role_arn_templates: dict[str, str] = Field(
        default_factory=dict, description="ARN with `%s` for the role, where `iam_role_arn_template_template` is wrong."
    )
    organizational_units: dict[str, str] = Field(default_factory=dict, description="Path of each unit to its id.")
    organization_id: str = Field("", description="Id of the organization.")
    organization_arn: str = Field("", description="ARN of the organization.")
    organization_root_id: str = Field("", description="Id of the organization's root.")
    aws_partition: str | None = Field(None, description="Partition; that of the region by default.")
    root_account_aws_name: str | None = Field(None, description="Name that AWS has for the management account.")
    root_account_account_name: str | None = Field(None, description="Name of the management account in the map.")
    audit_account_account_name: str | None = Field(None, description="Account in which all logs end up.")
    security_account_account_name: str | None = Field(None, description="Account of security tooling.")
    identity_account_account_name: str | None = Field(None, description="Account in which people log in.")
    dns_account_account_name: str | None = Field(None, description="Account that owns the DNS zones.")
    artifacts_account_account_name: str | None = Field(None, description="Account that stores artifacts.")


class AccountMapVariables(Variables):
    """Which instance the map is read from, or the map itself, and which accounts have a role of their own."""

    account_map_enabled: bool = Field(
        True, description="Whether the map is read from the organization; false takes it from `account_map`."
    )
    account_map: StaticMap | None = Field(
        None, description="The map as kept in YAML, with `account_map_enabled: false`."
    )
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
    terraform_role_name_map: RoleNames | None = Field(
        None, description="Roles that plan and apply, by label; the organization's access role when it is not given."
    )
    profiles_enabled: bool = Field(False, description="Whether whoever reads the map should use profiles, not roles.")
    profile_template: str = Field(
        _PROFILE_TEMPLATE, description="Profile in an AWS config: namespace, tenant, environment, stage, role."
    )

    @model_validator(mode="after")
    def _complete(self) -> AccountMapVariables:
        if not self.account_map_enabled and self.account_map is None:
            raise ValueError("`account_map_enabled: false` needs the map itself in `account_map`")
        if self.account_map_enabled and self.account_map is not None:
            raise ValueError("`account_map` is used only with `account_map_enabled: false`: set it, or drop the map")
        for name, places in (("iam_role_arn_template_template", 6), ("profile_template", 5)):
            _fits(name, getattr(self, name), places)
        return self

    @property
    def special(self) -> dict[str, str | None]:
        """Names of the accounts with a role of their own, by role; those of a map in YAML win."""
        written = {role: getattr(self, f"{role}_account_account_name") for role in ROLES}
        static = {role: getattr(self.account_map, f"{role}_account_account_name", None) for role in ROLES}
        return {role: static[role] or written[role] for role in ROLES}


def _fits(name: str, template: str, places: int) -> None:
    try:
        template % (("x",) * places)
    except (TypeError, ValueError) as error:
        raise ValueError(f"`{name}` must have {places} `%s` (and `%%s` for what is filled in later)") from error
