"""Requests to raise a quota: pending, with support, granted."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from moto.core.exceptions import ServiceException

from sandbox.aws.holding import PerAccount
from sandbox.aws.servicequotas.catalog import ACCOUNTS, GLOBAL_REGION, Quota, quotas
from sandbox.aws.settings import current
from sandbox.aws.trouble import clock

ACTIVE = ("PENDING", "CASE_OPENED")
ACTIVE_PER_ACCOUNT = 20
# What people of AWS look at takes longer than what a machine grants.
_GRANTED_BY_A_MACHINE = 2.0


class QuotaError(ServiceException):  # type: ignore[misc]
    """An error of Service Quotas."""


@dataclass
class Increase:
    """One request; times in seconds since 1970."""

    quota: Quota
    value: float
    requester: str
    looked_at: bool
    id: str = field(default_factory=lambda: uuid4().hex + uuid4().hex[:8])
    created: float = field(default_factory=time.time)

    @property
    def status(self) -> str:
        """PENDING, then CASE_OPENED where people look at it, then APPROVED."""
        age = time.time() - self.created
        wait = clock.real(current().quota_increase_seconds)
        if age < wait:
            return "PENDING"
        return "CASE_OPENED" if self.looked_at and age < 2 * wait else "APPROVED"

    @property
    def granted(self) -> float:
        """When it is approved."""
        return self.created + clock.real(current().quota_increase_seconds) * (2 if self.looked_at else 1)


@dataclass
class Increases:
    """The requests of one account in one region, and the values they led to."""

    requests: list[Increase] = field(default_factory=list)

    def value(self, quota: Quota) -> float:
        """The value that holds for the account."""
        granted = [i for i in self.requests if i.quota == quota and i.status == "APPROVED"]
        return max(granted, key=lambda increase: increase.granted).value if granted else _at_first(quota)

    def ask(self, quota: Quota, value: float, requester: str) -> Increase:
        """A new request. Raises QuotaError for what AWS does not take."""
        if not quota.adjustable:
            raise QuotaError("IllegalArgumentException", f"The quota {quota.code} is not adjustable.")
        if any(i.quota == quota and i.status in ACTIVE for i in self.requests):
            raise QuotaError(
                "ResourceAlreadyExistsException", "Only one open service quota increase request is allowed per quota."
            )
        if sum(i.status in ACTIVE for i in self.requests) >= ACTIVE_PER_ACCOUNT:
            raise QuotaError("QuotaExceededException", "You have exceeded your service quota increase requests.")
        present = self.value(quota)
        if value <= present:
            raise QuotaError(
                "IllegalArgumentException",
                f"The requested value {value:g} is not greater than the quota's current value {present:g}.",
            )
        increase = Increase(quota, value, requester, looked_at=value > present * _GRANTED_BY_A_MACHINE)
        self.requests.append(increase)
        return increase

    def find(self, request_id: str) -> Increase:
        """The request with this id."""
        for increase in self.requests:
            if increase.id == request_id:
                return increase
        raise no_such_resource(f"The request {request_id} does not exist.")


def _at_first(quota: Quota) -> float:
    return float(current().account_limit) if quota.code == ACCOUNTS else quota.value


INCREASES = PerAccount(Increases)
"""By account and region."""


def account_limit(management_account_id: str) -> int:
    """How many accounts an organization may hold now."""
    quota = quotas()["organizations", ACCOUNTS]
    return int(INCREASES.of(management_account_id, GLOBAL_REGION).value(quota))


def no_such_resource(message: str = "The specified resource does not exist.") -> QuotaError:
    """There is no such service, quota or request here."""
    return QuotaError("NoSuchResourceException", message)


def describe(increase: Increase, account_id: str, region: str) -> dict[str, Any]:
    """The request as AWS shows it."""
    quota = increase.quota.describe(account_id, region)
    status = increase.status
    shown = {
        "Id": increase.id,
        "CaseId": str(int(increase.created * 1000)) if status == "CASE_OPENED" else None,
        "DesiredValue": increase.value,
        "Status": status,
        "Created": increase.created,
        "LastUpdated": increase.created,
        "Requester": increase.requester,
        "QuotaRequestedAtLevel": "ACCOUNT",
        **{key: quota[key] for key in ("ServiceCode", "ServiceName", "QuotaCode", "QuotaName", "QuotaArn", "Unit")},
        "GlobalQuota": quota["GlobalQuota"],
    }
    return {key: value for key, value in shown.items() if value is not None}
