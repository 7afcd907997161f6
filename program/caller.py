"""Whose credentials a run of the management account has."""

from __future__ import annotations

from typing import Any

import pulumi
from pulumi.runtime.invoke import invoke_async

from blocks.recorded import Recorded
from layers import Tree
from model.stack_name import StackName
from program.account_maps import static_map
from program.assumed_role import RolePair
from program.management import management_account_id

_IDENTITY = "aws:index/getCallerIdentity:getCallerIdentity"
_ORGANIZATION = "aws:organizations/organization:Organization"
_REFUSED = "AWS account ID not allowed: "


def written_id(tree: Tree) -> str | None:
    """The id of the management account where the configuration says it."""
    kept = static_map(tree)
    return management_account_id(tree) or (kept.root_account_id if kept else None)


async def refuse_strangers(
    tree: Tree, name: StackName, provider: pulumi.ProviderResource, recorded: Recorded | None
) -> None:
    """Asks AWS who the caller is, before anything is registered.

    Raises RunError when the caller's account is not the one that the configuration names, or else the one in which the
    organization was last seen. A first run without either has nothing to compare, and asks nothing.
    """
    written = written_id(tree)
    expected = written or _seen(recorded)
    if expected is None:
        return
    actual = await _account_of(provider)
    if actual is not None and actual != expected:
        raise pulumi.RunError(refusal(name, expected, actual, written is not None))


async def refuse_other_accounts(
    name: StackName, provider: pulumi.ProviderResource, account_id: str, roles: RolePair
) -> None:
    """Asks AWS whether the caller is in the account of a stack whose role is taken before `pulumi` starts.

    Raises RunError that says which roles to take.
    """
    actual = await _account_of(provider)
    if actual is not None and actual != account_id:
        raise pulumi.RunError(
            f"nothing was done: stack '{name}' runs with a role of account {account_id} taken beforehand "
            f"(`settings.assume_role`), and your AWS credentials belong to account {actual}. "
            f"`./rootstock deploy {name}` takes it; by hand take '{roles.plan}' for a preview, "
            f"'{roles.apply}' for an update"
        )


def refusal(name: StackName, expected: str, actual: str, written: bool) -> str:
    """What is wrong with the caller's account, and what to do."""
    source = "`organization_config.root_account.account_id`" if written else "where its organization was last seen"
    return (
        f"nothing was done: your AWS credentials belong to account {actual}, and stack '{name}' runs only in the "
        f"management account {expected} ({source}). Choose its credentials, for instance with "
        "`export AWS_PROFILE=…`, and look with `aws sts get-caller-identity`"
    )


def _seen(recorded: Recorded | None) -> str | None:
    """The management account's id in the state of the organization that this stack holds."""
    found = recorded.of_type(_ORGANIZATION) if recorded else ()
    return next((str(one.outputs["masterAccountId"]) for one in found if one.outputs.get("masterAccountId")), None)


async def _account_of(provider: pulumi.ProviderResource) -> str | None:
    try:
        answer: Any = await invoke_async(_IDENTITY, {}, pulumi.InvokeOptions(provider=provider))
    except Exception as error:
        _, found, account = str(error).partition(_REFUSED)
        if found:
            return account.split()[0].strip(".,")
        raise
    return (answer or {}).get("accountId")
