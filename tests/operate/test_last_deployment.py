"""When stacks were last deployed: what the backend lists, and what this machine knows of its own runs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from operate.deploy import Plan, deploy
from operate.errors import OperateError
from operate.last_deployment import Status, last_deployments
from operate.news import Outcome, StackResult
from operate.pulumi import Operation
from operate.record import keep, kept

STACKS = ("core-root", "plat-dev", "plat-prod")


def listed(fake: Any, *stacks: dict[str, Any]) -> None:
    """What the backend answers."""
    (fake.home / "listed.json").write_text(json.dumps(stacks))


def ago(**time: float) -> str:
    return (datetime.now(UTC) - timedelta(**time)).isoformat().replace("+00:00", "Z")


def test_of_others_the_backend_tells_when_and_how_much(fake: Any) -> None:
    listed(
        fake,
        {"name": "acme/core-root", "lastUpdate": "2026-03-04T05:06:07.000Z", "resourceCount": 61},
        {"name": "plat-dev", "lastUpdate": ago(days=1), "resourceCount": 12, "updateInProgress": True},
        {"name": "plat-prod"},
    )
    found = last_deployments(fake.pulumi, (*STACKS, "plat-new"))
    assert {stack: one.status for stack, one in found.items()} == {
        "core-root": Status.UPDATED,
        "plat-dev": Status.UNDER_WAY,
        "plat-prod": Status.NEVER,
        "plat-new": Status.NEVER,
    }
    assert found["core-root"].at == datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert found["core-root"].resources == 61


def test_of_its_own_runs_this_machine_tells_how_they_ended(fake: Any) -> None:
    fake.tell(plat_dev={"exit": 255, "prints": "error: no such thing"})
    after = {"core-root": frozenset[str](), "plat-dev": frozenset({"core-root"}), "plat-prod": frozenset({"plat-dev"})}
    deploy(Plan(Operation.UP, after, 2), fake.pulumi, lambda _: None)
    listed(fake, *({"name": stack, "lastUpdate": ago(seconds=0), "resourceCount": 1} for stack in STACKS[:2]))
    found = last_deployments(fake.pulumi, STACKS)
    assert {stack: (one.status, one.cause) for stack, one in found.items()} == {
        "core-root": (Status.DEPLOYED, None),
        "plat-dev": (Status.FAILED, "no such thing"),
        "plat-prod": (Status.NEVER, None),
    }


def test_a_later_update_by_somebody_else_counts_more(fake: Any) -> None:
    keep(fake.pulumi, StackResult("plat-dev", Outcome.FAILED, cause="no"), ran=True)
    listed(fake, {"name": "plat-dev", "lastUpdate": ago(hours=-1), "resourceCount": 12})
    assert last_deployments(fake.pulumi, ["plat-dev"])["plat-dev"].status is Status.UPDATED


def test_previews_are_no_deployments_and_a_stack_as_configured_forgets_its_failure(fake: Any) -> None:
    deploy(Plan(Operation.PREVIEW, {"plat-dev": frozenset()}, 1), fake.pulumi, lambda _: None)
    assert kept(fake.pulumi, "plat-dev") is None
    keep(fake.pulumi, StackResult("plat-dev", Outcome.FAILED, cause="no"), ran=True)
    keep(fake.pulumi, StackResult("plat-dev", Outcome.SUCCEEDED), ran=False)
    assert kept(fake.pulumi, "plat-dev") is None


def test_a_backend_that_does_not_answer_is_said_so(fake: Any) -> None:
    with pytest.raises(OperateError, match="the backend does not list its stacks: PULUMI_ACCESS_TOKEN must be set"):
        last_deployments(fake.pulumi, STACKS)
