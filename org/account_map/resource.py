"""The account map: no AWS resource, only exports made from what the organization exports."""

from __future__ import annotations

from typing import Any

import pulumi

from blocks.exported import whole
from blocks.wiring import Built, Wiring
from model.account_map import AccountInfo, AccountMap, SpecialAccounts
from org.account.export import ExportedAccount, OrganizationExport
from org.account_map.variables import AccountMapVariables

_GONE = frozenset({"SUSPENDED", "PENDING_CLOSURE", "CLOSED"})


class AccountMapComponent(pulumi.ComponentResource):
    """The map as a component: nothing in AWS, the map as its output."""

    def __init__(self, name: str, account_map: AccountMap, opts: pulumi.ResourceOptions) -> None:
        super().__init__("rootstock:org:AccountMap", name, {}, opts)
        self.register_outputs(account_map.export())


def build(name: str, variables: AccountMapVariables, wiring: Wiring) -> Built:
    """Registers the map. Exports ``model.account_map.AccountMap`` as plain data."""
    organization = whole(OrganizationExport, wiring.upstreams["account"], f"'{variables.account_component_name}'")
    account_map = mapped(organization, variables, wiring.partition)
    return Built(AccountMapComponent(name, account_map, wiring.options()), account_map.export())


def mapped(organization: OrganizationExport, variables: AccountMapVariables, partition: str) -> AccountMap:
    """The account map of an organization; the management account has the name that the variables give it.

    Accounts that are suspended or being closed are left out.
    """
    root = organization.root_account_name
    accounts = {
        variables.root_account_account_name if name == root else name: account
        for name, account in sorted(organization.accounts.items())
        if account.status not in _GONE
    }
    return AccountMap(
        organization_id=organization.organization_id,
        organization_root_id=organization.organization_root_id,
        aws_partition=partition,
        root_account_id=organization.root_account_id,
        special_accounts=_special(variables),
        full_account_map={name: account.id for name, account in accounts.items()},
        account_info_map={name: _info(account) for name, account in accounts.items()},
        organizational_units={path: unit.id for path, unit in sorted(organization.organizational_units.items())},
        iam_role_arn_templates={
            name: _role_template(variables, account, partition) for name, account in accounts.items()
        },
        organization_role_arns={name: _organization_role(account, partition) for name, account in accounts.items()},
    )


def _special(variables: AccountMapVariables) -> SpecialAccounts:
    roles = ("root", "audit", "security", "identity", "dns", "artifacts")
    names: dict[str, Any] = {role: getattr(variables, f"{role}_account_account_name") for role in roles}
    return SpecialAccounts(**names)


def _info(account: ExportedAccount) -> AccountInfo:
    return AccountInfo(
        id=account.id,
        tenant=account.tenant,
        stage=account.stage,
        ou=account.ou,
        description=account.description,
        tags=account.tags,
    )


def _role_template(variables: AccountMapVariables, account: ExportedAccount, partition: str) -> str:
    labels = (variables.namespace, account.tenant, "gbl", account.stage)
    return variables.iam_role_arn_template_template % (partition, account.id, *labels)


def _organization_role(account: ExportedAccount, partition: str) -> str | None:
    return f"arn:{partition}:iam::{account.id}:role/{account.role_name}" if account.role_name else None
