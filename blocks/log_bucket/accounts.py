"""Which accounts may write to a bucket of logs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pulumi

from model.account_map import AccountMap


def named_accounts(variable: str, given: Sequence[str] | str, account_map: AccountMap) -> Mapping[str, str]:
    """The accounts by name, each with its id: all where a word is given. Raises RunError for one that is not there."""
    known = account_map.full_account_map
    wanted = sorted(known) if isinstance(given, str) else given
    missing = [account for account in wanted if account not in known]
    if missing:
        raise pulumi.RunError(f"`{variable}`: the account map has no account '{missing[0]}'")
    return {account: known[account] for account in wanted}
