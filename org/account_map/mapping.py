"""From accounts to the account map: what is exported of an organization, or what YAML keeps of one. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from model.account_map import AccountInfo, AccountMap, SpecialAccounts, TerraformRoleNames
from org.account.export import ExportedAccount, OrganizationExport
from org.account.variables import DEFAULT_ROLE
from org.account_map.variables import AccountMapVariables, StaticAccount

_GONE = frozenset({"SUSPENDED", "PENDING_CLOSURE", "CLOSED"})


def of_organization(organization: OrganizationExport, variables: AccountMapVariables, partition: str) -> AccountMap:
    """The account map of an organization; the management account has the name that the variables give it.

    Accounts that are suspended or being closed are left out.
    """
    root = organization.root_account_name
    accounts = {
        variables.root_account_account_name if name == root else name: account
        for name, account in organization.accounts.items()
        if account.status not in _GONE
    }
    return AccountMap(
        organization_id=organization.organization_id,
        organization_arn=organization.organization_arn,
        organization_root_id=organization.organization_root_id,
        aws_partition=partition,
        root_account_id=organization.root_account_id,
        root_account_aws_name=organization.root_account_aws_name,
        organizational_units={path: unit.id for path, unit in sorted(organization.organizational_units.items())},
        **_about(accounts, variables, partition, {}),
    )


def of_yaml(variables: AccountMapVariables, partition: str) -> AccountMap:
    """The account map that YAML keeps (`account_map_enabled: false`); nothing of an organization is read."""
    written = variables.account_map
    if written is None:
        raise ValueError("the variables hold no `account_map`")
    partition = written.aws_partition or partition
    root = variables.special["root"]
    accounts = {
        name: _static_account(name, account_id, written.account_info_map.get(name) or StaticAccount(), name == root)
        for name, account_id in written.full_account_map.items()
    }
    return AccountMap(
        organization_id=written.organization_id,
        organization_arn=written.organization_arn,
        organization_root_id=written.organization_root_id,
        aws_partition=partition,
        root_account_id=written.full_account_map.get(root or ""),
        root_account_aws_name=written.root_account_aws_name,
        organizational_units=dict(sorted(written.organizational_units.items())),
        **_about(accounts, variables, partition, written.iam_role_arn_templates),
    )


def _static_account(name: str, account_id: str, more: StaticAccount, management: bool) -> ExportedAccount:
    tenant, _, stage = name.partition("-")
    return ExportedAccount(
        id=account_id,
        arn="",
        tenant=more.tenant or tenant,
        stage=more.stage or stage,
        ou=more.ou,
        description=more.description,
        tags=more.tags,
        role_name=None if management else more.role_name or DEFAULT_ROLE,
    )


def _about(
    accounts: Mapping[str, ExportedAccount],
    variables: AccountMapVariables,
    partition: str,
    templates: Mapping[str, str],
) -> dict[str, object]:
    """The parts of the map that are made of the accounts alone."""
    accounts = dict(sorted(accounts.items()))
    special = variables.special
    members = [name for name in accounts if name != special["root"]]
    roles = variables.terraform_role_name_map
    arns = {name: templates.get(name) or _role(variables, one, partition) for name, one in accounts.items()}
    access = {name: _access_role(one, partition) for name, one in accounts.items()}
    used = {name: arn.replace("%s", roles.apply) for name, arn in arns.items()} if roles else access
    label = roles.apply if roles else DEFAULT_ROLE
    return {
        "special_accounts": SpecialAccounts.model_validate(special),
        "full_account_map": {name: one.id for name, one in accounts.items()},
        "account_info_map": {name: _info(one) for name, one in accounts.items()},
        "all_accounts": members,
        "eks_accounts": [name for name in members if _eks(accounts[name])],
        "non_eks_accounts": [name for name in members if not _eks(accounts[name])],
        "iam_role_arn_templates": arns,
        "organization_role_arns": access,
        "terraform_roles": {name: arn for name, arn in used.items() if arn},
        "terraform_role_name_map": TerraformRoleNames(plan=roles.plan, apply=roles.apply) if roles else None,
        "profiles_enabled": variables.profiles_enabled,
        "terraform_profiles": {
            name: variables.profile_template % (*_labels(variables, one), label)
            for name, one in accounts.items()
            if used[name]
        },
    }


def _info(account: ExportedAccount) -> AccountInfo:
    return AccountInfo(
        id=account.id,
        tenant=account.tenant,
        stage=account.stage,
        ou=account.ou,
        parent_ou=(account.ou or "").rpartition("/")[0] or None,
        description=account.description,
        eks=_eks(account),
        tags=account.tags,
    )


def _eks(account: ExportedAccount) -> bool:
    return account.tags.get("eks", "").lower() == "true"


def _labels(variables: AccountMapVariables, account: ExportedAccount) -> tuple[str, str, str, str]:
    return variables.namespace, account.tenant, "gbl", account.stage


def _role(variables: AccountMapVariables, account: ExportedAccount, partition: str) -> str:
    return variables.iam_role_arn_template_template % (partition, account.id, *_labels(variables, account))


def _access_role(account: ExportedAccount, partition: str) -> str | None:
    return f"arn:{partition}:iam::{account.id}:role/{account.role_name}" if account.role_name else None
