"""When each stack was last deployed, and how that ended: what the backend knows of all, and this machine of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from operate.errors import OperateError
from operate.news import Outcome
from operate.pulumi import Pulumi
from operate.record import Record, kept

_PATIENCE = 60.0
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
    try:
        answer = subprocess.run(
            pulumi.listing(),
            cwd=pulumi.directory,
            env=pulumi.variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired:
        raise OperateError(f"the backend has not listed its stacks within {_PATIENCE:.0f} s") from None
    if answer.returncode:
        last = (answer.stderr.strip().splitlines() or ["pulumi ended without saying why"])[-1]
        raise OperateError(f"the backend does not list its stacks: {last.removeprefix('error: ')}")
    # Pulumi Cloud names stacks of other organizations ``organization/stack``.
    listed = {str(one["name"]).rpartition("/")[2]: one for one in json.loads(answer.stdout)}
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
