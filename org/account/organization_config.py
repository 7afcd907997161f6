"""`organization_config`: the organization with its units and accounts, as YAML writes it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from model.variables import AccountId, Strict
from org.account.by_name import ByName, Tags
from org.account.contacts import Contacts

AllowDeny = Literal["ALLOW", "DENY"]
State = Literal["active", "suspended", "closing", "closed"]


class Target(Strict):
    """What policies can be attached to."""

    service_control_policies: list[str] = Field(
        default_factory=list, description="SIDs of the service control policies attached here."
    )
    policies: list[str] = Field(default_factory=list, description="SIDs or keys of policies of any type attached here.")


class OrganizationTarget(Target):
    """The organization's root."""

    import_id: str | None = Field(
        None, pattern=r"^o-[a-z0-9]{10,32}$", description="Id of an existing organization to take over."
    )
    import_ids: list[str] = Field(
        default_factory=list,
        description="What exists of the organization's own and is taken over: `<account id>/<service principal>` of "
        "delegated administrators, `rp-…` of the resource policy, `o-…` for the root features.",
    )


class RootAccount(Strict):
    """The management account. It exists before the organization and is never created or changed here."""

    name: str = Field(description="Name of the account in the account map, `{tenant}-{stage}`.")
    tenant: str = Field("", description="Tenant of the account.")
    stage: str = Field("", description="Stage of the account.")
    account_id: AccountId | None = Field(None, description="Id, quoted; runs elsewhere are then refused.")
    description: str = Field("", description="Purpose of the account.")
    tags: Tags = Field(default_factory=dict, description="Tags in the account map.")
    service_control_policies: list[str] = Field(
        default_factory=list, description="Must be empty: these policies never bind the management account."
    )
    contacts: Contacts | None = Field(None, description="Contacts of the management account.")


class Account(Target):
    """A member account. AWS cannot delete one: read the description of each field before changing it."""

    name: str | None = Field(None, description="Name in AWS; the key by default. Can be changed in place.")
    tenant: str = Field("", description="Tenant: the organizational unit.")
    stage: str = Field("", description="Stage: the role of the account.")
    description: str = Field("", description="Purpose of the account; becomes its tag `Description`.")
    email: str | None = Field(None, description="Root user's e-mail, literal. Cannot be changed from here later.")
    account_email_format: str | None = Field(None, description="E-mail with `%s` for the key.")
    organizational_unit: str | None = Field(
        None, description="Path of the unit (`plat/data`) for an account that is written under the root."
    )
    tags: Tags = Field(default_factory=dict, description="Tags of the account.")
    state: State = Field(
        "active",
        description="`suspended` puts it into quarantine. `closing` and `closed` let go of it, and keep its name and "
        "e-mail from being used again; `account close` closes it in AWS.",
    )
    role_name: str | None = Field(
        None, pattern=r"^[\w+=,.@-]{1,64}$", description="Access role made at creation; later changes are ignored."
    )
    iam_user_access_to_billing: AllowDeny | None = Field(
        None, description="ALLOW or DENY, at creation; later changes are ignored."
    )
    close_on_deletion: bool = Field(False, description="Close the account when it is deleted here, instead of leave.")
    previous_name: str | None = Field(None, description="Key that the account had before it was renamed.")
    import_id: AccountId | None = Field(
        None, description="Id, quoted, of an existing account to take over; its tags stay while this is set."
    )
    contacts: Contacts | None = Field(None, description="Contacts that differ from those of the unit.")


class OrganizationalUnit(Target):
    """An organizational unit with its accounts and the units below it. AWS cannot move one."""

    name: str | None = Field(None, description="Name in AWS; the key by default. Can be changed in place.")
    parent_ou: str | None = Field(None, description="Name or path of the unit above, for units in a flat list.")
    description: str = Field("", description="Purpose of the unit; becomes its tag `Description`.")
    account_email_format: str | None = Field(None, description="E-mail with `%s`, for the accounts in it.")
    tags: Tags = Field(default_factory=dict, description="Tags of the unit.")
    account_tags: Tags = Field(
        default_factory=dict, description="Tags of the accounts in it and in the units below; an account's own win."
    )
    contacts: Contacts | None = Field(None, description="Contacts of the accounts in it.")
    previous_name: str | None = Field(None, description="Key that the unit had before it was renamed.")
    import_id: str | None = Field(
        None,
        pattern=r"^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$",
        description="Id of an existing unit to take over; its tags stay while this is set.",
    )
    accounts: ByName[Account] = Field(description="Accounts in it, by name.")
    organizational_units: ByName[OrganizationalUnit] = Field(description="Units below it, by name.")


class OrganizationConfig(Strict):
    """The whole organization."""

    root_account: RootAccount = Field(description="The management account.")
    organization: OrganizationTarget = Field(
        default_factory=lambda: OrganizationTarget(), description="What is attached to the root."
    )
    accounts: ByName[Account] = Field(description="Accounts under the root, by name.")
    organizational_units: ByName[OrganizationalUnit] = Field(description="Units under the root, by name.")


OrganizationalUnit.model_rebuild()
