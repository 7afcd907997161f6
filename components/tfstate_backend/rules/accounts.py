"""RS361: an access role that names an account nobody knows, or an organization that is not known yet."""

from __future__ import annotations

from collections.abc import Iterator

from components.tfstate_backend.trust import EVERYWHERE
from components.tfstate_backend.variables import TfstateBackendVariables
from model.finding import Path, Problem, suggestion

RULE = "RS361"
_BY_ACCOUNT = ("allowed_roles", "denied_roles", "allowed_permission_sets", "denied_permission_sets")
_ID_LENGTH = 12


def accounts(variables: TfstateBackendVariables) -> Iterator[Problem]:
    """A problem for each account without an id, and for each `*` without the organization's id."""
    known = {variables.own_account, *variables.account_map.full_account_map}
    for key, role in variables.roles.items():
        path: Path = ("vars", "access_roles", key)
        for field in _BY_ACCOUNT:
            for account in getattr(role, field):
                if account == EVERYWHERE:
                    if field.startswith("allowed"):
                        yield from _organization(variables, key, (*path, field, account))
                elif account not in known and not (account.isdigit() and len(account) == _ID_LENGTH):
                    text = (
                        f"access role '{key}' names account '{account}', which `account_map.full_account_map` does not "
                        f"have{suggestion(account, known)}: add it, or give the account's id, quoted"
                    )
                    yield Problem(RULE, text, (*path, field, account))
        for index, arn in enumerate(role.allowed_principal_arns):
            if arn.split(":")[4] == EVERYWHERE:
                yield from _organization(variables, key, (*path, "allowed_principal_arns", index))


def _organization(variables: TfstateBackendVariables, key: str, path: Path) -> Iterator[Problem]:
    if variables.organization_id is None:
        text = (
            f"access role '{key}' lets principals of all accounts in: set `organization_id`, once the organization "
            "exists, or name accounts"
        )
        yield Problem(RULE, text, path)
