"""`deploy` looks first: nothing runs without need, nothing protected goes, a new account's stacks wait for it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.e2e.organization import STACKS, Organization

pytestmark = pytest.mark.e2e

ROOT = "config/orgs/acme/core/root/global-region.yaml"


def events(organization: Organization, *arguments: str, check: bool = True) -> list[dict[str, Any]]:
    """The events of a deployment."""
    done = organization.typed("deploy", *arguments, "--format", "json", check=check)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_without_changes_nothing_is_run(organization: Organization) -> None:
    events(organization, "*-quotas", "--yes")  # quotas may have been granted since they were asked for
    told = events(organization, "core-root*", "plat-prod*", "--yes")
    started = {one["stack"] for one in told if one["event"] == "started"}
    assert started == {one for one in STACKS if one.startswith(("core-root", "plat-prod"))}
    assert {one["operation"] for one in told if one["event"] == "started"} == {"preview"}
    assert told[-1]["event"] == "forecast"
    assert told[-1]["changing"] == {}


def test_only_what_changes_is_run_and_removals_are_named(organization: Organization) -> None:
    with organization.edited(ROOT, ("[DenyLeavingOrganization, DenyRootAccountAccess]", "[DenyLeavingOrganization]")):
        (forecast,) = [
            one for one in events(organization, "core-root", "core-dns", "--preview") if one["event"] == "forecast"
        ]
        assert forecast["kinds"] == {"Policy": {"delete": 1}, "PolicyAttachment": {"delete": 1}}
        assert [one["forbidden"] for one in forecast["removals"]] == [False, False]
    with organization.edited(ROOT, ("[DenyCloudTrailActions]", "[DenyCloudTrailActions, DenyIAMCreatingUsers]")):
        told = events(organization, "core-root", "core-root-map", "plat-dev", "--yes")
        started = [(one["operation"], one["stack"]) for one in told if one["event"] == "started"]
        assert ("up", "core-root") in started
        assert ("up", "plat-dev") not in started
        assert told[-1]["event"] == "ended"
        assert told[-1]["ok"] is True
    assert events(organization, "core-root", "core-root-map", "--yes")[-1]["ok"] is True


def test_the_stacks_of_a_new_account_come_after_core_root(organization: Organization) -> None:
    before = (organization.checkout / ROOT).read_text()
    written = json.loads(
        organization.typed(
            "account", "new", "--tenant", "plat", "--stage", "qa", "--purpose", "Where testers test", "--format", "json"
        ).stdout
    )
    try:
        told = events(organization, "core-root", "plat-qa", "--preview")
    finally:
        for name, what in written["files"].items():
            if what == "written":
                (organization.checkout / name).unlink()
        (organization.checkout / ROOT).write_text(before)
    assert told[-1]["waiting"] == {"plat-qa": "after core-root"}
    assert told[-1]["kinds"] == {"Account": {"create": 1}}
