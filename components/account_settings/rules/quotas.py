"""RS310 to RS314: service quotas that AWS would refuse."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from blocks.quota.rules import quota_problems
from components.account_settings.variables import AccountSettingsVariables
from model.finding import Problem


def quotas(variables: AccountSettingsVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """The problems of the quotas that are asked for."""
    if variables.service_quotas_enabled:
        yield from quota_problems(variables.service_quotas, "service_quotas", variables.region)
