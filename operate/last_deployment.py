"""When each stack was last deployed, and how that ended: what the backend knows of all, and this machine of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from operate.news import Outcome
from operate.pulumi import Pulumi
from operate.record import Record, kept
from operate.stack_list import listed_stacks

_CLOCK_SLACK = timedelta(seconds=5)


class Status(StrEnum):
    """How a stack stands. ``updated`` by somebody elsewhere: the backend does not tell for all at once how it ended."""

    DEPLOYED = "deployed"
    UPDATED = "updated"
    UNDER_WAY = "under way"
    INTERRUPTED = "interrupted"
    FAILED = "failed"
    NEVER = "never deployed"


@dataclass(frozen=True)
class LastDeployment:
    """A stack's last deployment. ``resources`` counts what its state holds; ``cause`` says why it did not end well."""

    status: Status
    at: datetime | None = None
    resources: int | None = None
    cause: str | None = None


def last_deployments(pulumi: Pulumi, stacks: Iterable[str]) -> dict[str, LastDeployment]:
    """The last deployment of each stack, by one question to the backend. Raises OperateError where none answers."""
    listed = listed_stacks(pulumi)
    return {stack: _last(listed.get(stack, {}), kept(pulumi, stack)) for stack in stacks}


def _last(listed: Mapping[str, Any], own: Record | None) -> LastDeployment:
    updated = _moment(listed.get("lastUpdate"))
    resources = listed.get("resourceCount")
    if listed.get("updateInProgress"):
        return LastDeployment(Status.UNDER_WAY, updated, resources)
    if own and (updated is None or own.ended >= updated - _CLOCK_SLACK):
        return LastDeployment(_STATUS[own.outcome], own.ended, resources, own.cause)
    return LastDeployment(Status.UPDATED, updated, resources) if updated else LastDeployment(Status.NEVER)


_STATUS = {
    Outcome.SUCCEEDED: Status.DEPLOYED,
    Outcome.FAILED: Status.FAILED,
    Outcome.INTERRUPTED: Status.INTERRUPTED,
}


def _moment(text: object) -> datetime | None:
    """A time of the backend; ``n/a`` and nothing mean never."""
    try:
        return datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    except ValueError:
        return None
