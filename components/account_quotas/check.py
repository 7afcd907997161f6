"""What is wrong with the variables of one ``account-quotas`` instance."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from blocks.quota.rules import quota_problems
from components.account_quotas.variables import AccountQuotasVariables
from model.finding import Problem


def check(variables: AccountQuotasVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """The problems that AWS would answer with only after the run has begun."""
    if variables.enabled:
        yield from quota_problems(variables.quotas, "quotas", variables.region)
