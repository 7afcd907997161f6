"""The resources of ``account-quotas``."""

from __future__ import annotations

from typing import Any

import pulumi

from blocks.quota.resource import quota_requests
from blocks.wiring import Built, Wiring
from components.account_quotas.variables import AccountQuotasVariables


class AccountQuotas(pulumi.ComponentResource):
    """Requests for more of AWS's services in one account."""

    quotas: dict[str, dict[str, Any]]
    """What is requested, granted and pending, by key."""

    def __init__(self, name: str, variables: AccountQuotasVariables, wiring: Wiring) -> None:
        super().__init__("rootstock:components:AccountQuotas", name, {}, wiring.options())
        child = pulumi.ResourceOptions(parent=self)
        self.quotas = quota_requests(name, variables.quotas, "quotas", variables.region, wiring, child)
        self.register_outputs({})


def build(name: str, variables: AccountQuotasVariables, wiring: Wiring) -> Built:
    """Registers the requests. Exports ``quotas``: what is requested, granted and pending, by key."""
    quotas = AccountQuotas(name, variables, wiring)
    return Built(quotas, {"quotas": quotas.quotas})
