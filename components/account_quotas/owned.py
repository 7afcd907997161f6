"""What an ``account-quotas`` instance claims in its account."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.owned import Owned
from blocks.place import CheckPlace
from blocks.quota.owned import owned_quotas
from components.account_quotas.variables import AccountQuotasVariables


def owned(variables: AccountQuotasVariables, place: CheckPlace) -> Iterator[Owned]:
    """Its quotas."""
    yield from owned_quotas(variables.quotas, "quotas", place.account, variables.region)
