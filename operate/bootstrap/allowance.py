"""How many accounts AWS allows the organization, and how many it is to have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from layers import Tree
from operate.aws import client
from operate.errors import OperateError
from operate.organization import organization_of

SERVICE, QUOTA = "organizations", "L-E619E033"
_REGION = "us-east-1"
"""Where AWS keeps the quotas of what belongs to no region."""
_OPEN = ("PENDING", "CASE_OPENED")


@dataclass(frozen=True)
class Allowance:
    """``wanted`` counts the accounts that AWS has and those that are to come; ``asked`` is what is asked for."""

    wanted: int
    allowed: int
    asked: int | None = None

    @property
    def is_enough(self) -> bool:
        """Whether all accounts fit."""
        return self.wanted <= self.allowed

    @property
    def request(self) -> str:
        """The command that asks AWS for more."""
        return (
            f"aws service-quotas request-service-quota-increase --region {_REGION} --service-code {SERVICE} "
            f"--quota-code {QUOTA} --desired-value {self.wanted}"
        )


def allowance(tree: Tree, environment: Mapping[str, str]) -> Allowance | None:
    """What AWS says and the configuration wants; None where either cannot be told."""
    try:
        members = organization_of(tree).structure.managed
        quotas = client("service-quotas", environment, _REGION)
        allowed = quotas.get_service_quota(ServiceCode=SERVICE, QuotaCode=QUOTA)["Quota"]["Value"]
        history = quotas.list_requested_service_quota_change_history_by_quota(ServiceCode=SERVICE, QuotaCode=QUOTA)
        there = {str(one.get("Email", "")).lower() for one in _accounts(client("organizations", environment))}
    except (OperateError, BotoCoreError, ClientError):
        return None
    to_come = [one for one in members if (one.email or "").lower() not in there]
    open_requests = [one["DesiredValue"] for one in history["RequestedQuotas"] if one["Status"] in _OPEN]
    asked = int(max(open_requests)) if open_requests else None
    # An organization that does not exist yet begins with its management account.
    return Allowance((len(there) or 1) + len(to_come), int(allowed), asked)


def _accounts(organizations: Any) -> Iterator[dict[str, Any]]:
    try:
        for page in organizations.get_paginator("list_accounts").paginate():
            yield from page["Accounts"]
    except organizations.exceptions.AWSOrganizationsNotInUseException:
        return
