"""What edits of the YAML plan."""

from __future__ import annotations

import pytest

from tests.e2e.organization import Organization

pytestmark = pytest.mark.e2e

ROOT = "config/orgs/acme/core/root/global-region.yaml"
SANDBOX = """\
                plat-sandbox:
                  tenant: plat
                  stage: sandbox
                  description: Where developers are administrators and changes happen first
"""
DATA = """\
                plat-data:
                  tenant: plat
                  stage: data
                  service_control_policies: [DenyS3BucketsPublicAccess]
"""


def test_a_new_account_plans_that_account_and_its_attachment(organization: Organization) -> None:
    with organization.edited(ROOT, (SANDBOX, SANDBOX + DATA)):
        planned = organization.pulumi("preview", "--stack", "core-root", "--diff").stdout
        changes = organization.changes("core-root")
    assert changes["create"] == 2
    assert "delete" not in changes and "replace" not in changes
    assert planned.count("aws:organizations/account:Account: (create)") == 1
    assert planned.count("aws:organizations/policyAttachment:PolicyAttachment: (create)") == 1


def test_an_account_that_moves_to_another_unit_is_updated(organization: Organization) -> None:
    audit = """\
                core-audit:
                  tenant: core
                  stage: audit
                  description: Where all logs end up
"""
    moved = "                plat-sandbox:\n"
    with organization.edited(ROOT, (audit, ""), (moved, audit + moved)):
        # The name would no longer tell the unit, which is a finding; the plan is what is looked at here.
        printed = organization.pulumi("preview", "--stack", "core-root", "--diff", check=False)
        planned = printed.stdout + printed.stderr
    assert "replace" not in planned
    assert "delete" not in planned.replace("close_on_deletion", "")


def test_a_renamed_account_is_stopped_before_anything_is_registered(organization: Organization) -> None:
    with organization.edited(ROOT, ("                plat-sandbox:\n", "                plat-playground:\n")):
        stopped = organization.pulumi("up", "--stack", "core-root", "--yes", "--skip-preview", check=False)
    printed = stopped.stdout + stopped.stderr
    assert stopped.returncode != 0
    assert "account 'plat-sandbox'" in printed
    assert "previous_name: plat-sandbox" in printed
    assert "aws:organizations" not in printed
    assert printed.count("RS230") == 1
    assert organization.changes("core-root") == {}


def test_a_stack_says_which_one_to_run_first(organization: Organization) -> None:
    organization.pulumi("stack", "init", "plat-data", "--non-interactive")
    manifest = "config/orgs/acme/plat/data/global-region.yaml"
    text = (organization.checkout / "config/orgs/acme/plat/dev/global-region.yaml").read_text()
    mixin = "config/mixins/account/plat-data.yaml"
    with (
        organization.edited(mixin, ("", "vars:\n  tenant: plat\n  stage: data\n")),
        organization.edited(manifest, ("", text.replace("plat-dev", "plat-data"))),
        organization.edited(ROOT, (SANDBOX, SANDBOX + DATA)),
    ):
        stopped = organization.pulumi("preview", "--stack", "plat-data", check=False)
    assert stopped.returncode != 0
    assert "account map has no account 'plat-data'" in stopped.stdout + stopped.stderr
    organization.pulumi("stack", "rm", "plat-data", "--yes", "--force")
