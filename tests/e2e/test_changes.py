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


AUDIT = """\
                core-audit:
                  tenant: core
                  stage: audit
                  description: Where all logs end up
"""


def test_an_account_that_moves_to_another_unit_is_updated(organization: Organization) -> None:
    with organization.edited(ROOT, (AUDIT, ""), (SANDBOX, SANDBOX + AUDIT)):
        preview = organization.pulumi("preview", "--stack", "core-root", "--diff")
        changes = organization.changes("core-root")
    planned = preview.stdout + preview.stderr
    assert changes == {"update": 1}
    assert "~ parentId" in planned
    assert "its tenant 'core' is not its organizational unit 'plat'" in planned


RENAMED = SANDBOX.replace("plat-sandbox", "plat-playground").replace("stage: sandbox", "stage: playground")
SANDBOX_EMAIL = "                  email: aws+plat-sandbox@acme.example\n"


def test_an_account_that_says_its_previous_name_is_renamed_in_place(organization: Organization) -> None:
    renamed = RENAMED + "                  previous_name: plat-sandbox\n" + SANDBOX_EMAIL
    with organization.edited(ROOT, (SANDBOX, renamed)):
        assert organization.changes("core-root") == {"update": 1}


def test_a_renamed_account_is_stopped_before_anything_is_registered(organization: Organization) -> None:
    with organization.edited(ROOT, (SANDBOX, RENAMED)):
        stopped = organization.pulumi("up", "--stack", "core-root", "--yes", "--skip-preview", check=False)
    printed = stopped.stdout + stopped.stderr
    assert stopped.returncode != 0
    assert "account 'plat-sandbox'" in printed
    assert "previous_name: plat-sandbox" in printed
    assert "+  aws:" not in printed
    assert "~  aws:" not in printed
    assert printed.count("RS230") == 1
    assert organization.changes("core-root") == {}


def test_a_stack_says_which_upstream_was_not_deployed(organization: Organization) -> None:
    organization.pulumi("stack", "init", "core-root-chart", "--non-interactive")
    with organization.edited("config/catalog/account-map.yaml", ("slice: map", "slice: chart")):
        stopped = organization.pulumi("preview", "--stack", "plat-dev", "--non-interactive", check=False)
    printed = stopped.stdout + stopped.stderr
    assert stopped.returncode != 0
    assert (
        "'plat-dev' stands on 'core-root-chart', which exports no 'account-map-gbl' yet: "
        "run `pulumi up --stack core-root-chart` first"
    ) in printed
    organization.pulumi("stack", "rm", "core-root-chart", "--yes", "--force")


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
