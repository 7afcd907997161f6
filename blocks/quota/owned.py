"""What wanted quotas claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from blocks.owned import Owned
from blocks.quota.known import region_of
from blocks.quota.rules.asked_twice import identity_of
from blocks.quota.variables import WantedQuota, kept


def owned_quotas(quotas: Mapping[str, WantedQuota | None], variable: str, account: str, home: str) -> Iterator[Owned]:
    """Each quota that is asked for, in its region."""
    for key, quota in kept(quotas).items():
        if quota.value is not None:
            what = f"quota {identity_of(quota)} in {region_of(quota, home)}"
            yield Owned(account, what, ("vars", variable, key))
