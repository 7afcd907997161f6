"""A deployed organization is steady: nothing to change, nothing drifted, nothing to be destroyed by accident."""

from __future__ import annotations

import pytest

from tests.e2e.organization import STACKS, Organization

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("stack", STACKS)
def test_a_second_preview_changes_nothing(organization: Organization, stack: str) -> None:
    assert organization.changes(stack, "preview", "--expect-no-changes") == {}


@pytest.mark.parametrize("stack", STACKS)
def test_a_refresh_finds_no_drift(organization: Organization, stack: str) -> None:
    assert organization.changes(stack, "refresh", "--yes", "--skip-preview", "--expect-no-changes") == {}


@pytest.mark.parametrize("how", [(), ("--skip-preview",), ("--skip-preview", "--continue-on-error")])
@pytest.mark.parametrize("stack", ["core-root", "plat-dev"])
def test_destroy_is_refused_and_destroys_nothing(organization: Organization, stack: str, how: tuple[str, ...]) -> None:
    before = organization.pulumi("stack", "--stack", stack, "--show-urns").stdout
    refused = organization.pulumi("destroy", "--stack", stack, "--yes", *how, check=False)
    assert refused.returncode != 0
    assert "protect" in refused.stdout + refused.stderr
    after = organization.pulumi("stack", "--stack", stack, "--show-urns").stdout
    assert _resources(after) == _resources(before)
    assert organization.changes(stack, "refresh", "--yes", "--skip-preview", "--expect-no-changes") == {}


def _resources(listing: str) -> str:
    return listing.partition("Current stack resources")[2]
