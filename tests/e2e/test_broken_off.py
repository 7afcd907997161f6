"""Deployments that are broken off: Ctrl-C, SIGKILL of the command, SIGKILL of the engine; and the run after each."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.organization import Organization, clone

pytestmark = pytest.mark.e2e

ROOT_STACKS = ("core-root", "core-root-map")
ACCOUNTS = 12
PATIENCE = 60.0


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Organization]:
    """A checkout with a simulated AWS into which nothing was deployed."""
    organization = Organization(clone(tmp_path / "checkout"))
    organization.rootstock("sandbox", "up", "--no-deploy")
    organization.enter()
    yield organization
    organization.rootstock("sandbox", "down", check=False)


def start(organization: Organization) -> subprocess.Popen[str]:
    """Begins a deployment of the management account."""
    return subprocess.Popen(
        [sys.executable, "-m", "cli", "deploy", *ROOT_STACKS, "--yes"],
        cwd=organization.checkout,
        env={**organization.environment, "PYTHONPATH": str(organization.checkout), "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def again(organization: Organization) -> str:
    """What the same command prints when it is run once more, to its good end."""
    process = start(organization)
    printed, _ = process.communicate(timeout=300)
    assert process.returncode == 0, printed
    return printed


def when_accounts_appear(organization: Organization, enough: int) -> None:
    """Waits until AWS has this many accounts; more are under way then."""
    organizations = organization.client("organizations")
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if len(organizations.list_accounts()["Accounts"]) >= enough:
                return
        except organizations.exceptions.AWSOrganizationsNotInUseException:
            pass
        time.sleep(0.02)
    raise AssertionError("no accounts appeared")


def engine_of(process: subprocess.Popen[str]) -> int:
    """The process of `pulumi` that a deployment has started."""
    children = Path(f"/proc/{process.pid}/task").glob("*/children")
    return next(int(one) for path in children for one in path.read_text().split())


def check_converged(organization: Organization) -> None:
    """Every account once, nothing pending, nothing to change."""
    accounts = organization.client("organizations").list_accounts(MaxResults=20)["Accounts"]
    assert len(accounts) == len({one["Email"] for one in accounts}) == ACCOUNTS
    state: dict[str, Any] = json.loads(organization.pulumi("stack", "export", "--stack", "core-root").stdout)
    deployment = state["deployment"]
    assert not deployment.get("pending_operations")
    recorded = [one["id"] for one in deployment["resources"] if one["type"] == "aws:organizations/account:Account"]
    assert len(recorded) == ACCOUNTS - 1
    assert set(recorded) <= {one["Id"] for one in accounts}
    assert organization.changes("core-root", "preview", "--expect-no-changes") == {}


def kill_the_engine(process: subprocess.Popen[str]) -> None:
    os.killpg(engine_of(process), signal.SIGKILL)


def kill_both(process: subprocess.Popen[str]) -> None:
    engine = engine_of(process)
    process.kill()
    os.killpg(engine, signal.SIGKILL)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the engine in /proc")
@pytest.mark.parametrize(("kill", "accounts"), [(kill_the_engine, 2), (kill_both, 6)])
def test_a_killed_first_deployment_is_carried_on(
    empty: Organization, kill: Callable[[subprocess.Popen[str]], None], accounts: int
) -> None:
    process = start(empty)
    when_accounts_appear(empty, accounts)
    kill(process)
    process.communicate(timeout=PATIENCE)
    assert process.returncode != 0
    printed = again(empty)
    assert "cleared a lock that an ended run left behind" in printed
    check_converged(empty)


def test_ctrl_c_saves_the_state_and_the_next_run_carries_on(empty: Organization) -> None:
    process = start(empty)
    when_accounts_appear(empty, 2)
    os.kill(process.pid, signal.SIGINT)
    printed, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, printed
    assert "To carry on (what is done stays done):" in printed
    assert "cleared a lock" not in again(empty)
    check_converged(empty)


# What AWS refuses to make twice, with an id that follows from the name or the account (that of Security Hub).
_LOST = ("Account", "AccountAlias", "Analyzer", "Bucket", "Budget", "Document")


def _as_if_killed(organization: Organization, stack: str) -> set[str]:
    """Leaves the state as a run that was killed while AWS created these resources; their types.

    What stands on them was not begun. The file is changed itself, because an import forgets pending operations.
    """
    folder = Path(organization.environment["PULUMI_BACKEND_URL"].removeprefix("file://"))
    file = folder / ".pulumi" / "stacks" / "rootstock" / f"{stack}.json"
    state: dict[str, Any] = json.loads(file.read_text())
    latest = state["checkpoint"]["latest"]
    lost = [one for one in latest["resources"] if one["type"].rpartition(":")[2] in _LOST and "id" in one]
    gone = {one["urn"] for one in lost}
    for one in latest["resources"]:
        needed = [one.get("dependencies") or (), *(one.get("propertyDependencies") or {}).values()]
        if any(not gone.isdisjoint(urns) for urns in needed):
            gone.add(one["urn"])
    latest["pending_operations"] = [
        {"type": "creating", "resource": {key: value for key, value in one.items() if key not in ("id", "outputs")}}
        for one in lost
    ]
    latest["resources"] = [one for one in latest["resources"] if one["urn"] not in gone]
    file.write_text(json.dumps(state))
    # What a kill leaves between emptying this file and writing it; the engine alone would read no state any more.
    file.with_name(f"{file.name}.attrs").write_bytes(b"")
    return {one["type"].rpartition(":")[2] for one in lost}


def test_what_a_killed_run_created_and_did_not_record_is_taken_in(organization: Organization) -> None:
    lost = _as_if_killed(organization, "core-audit")
    assert lost == set(_LOST)
    printed = organization.typed("deploy", "core-audit", "--yes").stderr
    assert "taking in what a broken run had created" in printed
    assert all(f"{kind} " in printed for kind in lost - {"AccountAlias"})
    assert organization.changes("core-audit", "preview", "--expect-no-changes") == {}
    assert organization.changes("core-audit", "refresh", "--yes", "--skip-preview") == {}
