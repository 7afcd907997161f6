"""The objects that an account has once and that ``account-settings`` decides."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.owned import Owned
from blocks.place import CheckPlace
from components.account_settings.variables import AccountSettingsVariables


def owned(variables: AccountSettingsVariables, place: CheckPlace) -> Iterator[Owned]:
    """Each object of the account that these variables claim."""
    if variables.account_alias_enabled:
        yield Owned(place.account, "the account's alias", ("vars", "account_alias_enabled"))
    if variables.s3_block_public_access_enabled:
        yield Owned(place.account, "the account's block of public access", ("vars", "s3_block_public_access_enabled"))
