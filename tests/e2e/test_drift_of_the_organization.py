"""`drift` finds what somebody did past Pulumi, each thing by its name, and nothing where nobody did anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.organization import Organization, clone
from tests.e2e.out_of_band import CHANGES, IMPLIED, Hands

pytestmark = pytest.mark.e2e

Found = set[tuple[str, str, str, str]]


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Organization]:
    """The organization alone, without the accounts' own stacks, in a simulated AWS of its own."""
    organization = Organization(clone(tmp_path_factory.mktemp("drift") / "checkout"))
    organization.rootstock("sandbox", "up", "--no-deploy")
    organization.enter()
    organization.typed("deploy", "core-root", "--yes")
    yield organization
    organization.rootstock("sandbox", "down", check=False)


def drift(organization: Organization) -> tuple[Found, dict[str, int]]:
    """Severity, kind, name and what of each difference; and the read calls."""
    done = organization.typed("drift", "--format", "json", check=False)
    data: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == (1 if data["differences"] else 0)
    keys = ("severity", "kind", "name", "what")
    return {tuple(one[key] for key in keys) for one in data["differences"]}, data["calls"]  # type: ignore[misc]


def test_an_untouched_organization_has_none_and_is_only_read(deployed: Organization) -> None:
    found, calls = drift(deployed)
    assert found == set()
    assert {name for name in calls if not name.startswith(("List", "Describe", "Get"))} == set()
    assert "DescribeAccount" not in calls
    assert sum(calls.values()) <= 30
    assert deployed.typed("drift").stdout.startswith("No drift: AWS has everything as it is configured.")


@pytest.fixture(scope="module")
def changed(deployed: Organization) -> Found:
    """What is found after somebody has done everything in ``CHANGES``."""
    hands = Hands(deployed.client)
    assert hands.accounts and hands.units and hands.policies  # as they are before anything changes
    for change in CHANGES.values():
        change.act(hands)
    return drift(deployed)[0]


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_past_pulumi_is_found(changed: Found, name: str) -> None:
    severity, kind, what, difference = CHANGES[name].row
    found = [row for row in changed if row[1:3] == (kind, what) and (row[3] == difference or not difference)]
    assert [row[0] for row in found] == [severity]


def test_nothing_else_is_found(changed: Found) -> None:
    things = {change.row[1:3] for change in CHANGES.values()}
    assert {row for row in changed if row[1:3] not in things} == IMPLIED


def test_a_schedule_may_wait_for_what_is_grave(deployed: Organization, tmp_path: Path) -> None:
    """After the changes above."""
    assert deployed.typed("drift", "--fail-on", "critical", check=False).returncode == 1
    assert deployed.typed("drift", "--fail-on", "never", check=False).returncode == 0
