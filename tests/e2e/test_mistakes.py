"""Mistakes in the YAML: each has its finding at the right line, from ``validate`` and from ``pulumi preview`` alike."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.e2e.organization import Organization

pytestmark = pytest.mark.e2e

ROOT = "config/orgs/acme/core/root/global-region.yaml"
DEV = "config/orgs/acme/plat/dev/global-region.yaml"
MIXIN = "config/mixins/account/plat-dev.yaml"


@dataclass(frozen=True)
class Mistake:
    """An edit of one file, and a text of its finding; ``line`` is the text at whose line the finding points."""

    file: str
    old: str
    new: str
    line: str
    says: str
    at: str | None = None


MISTAKES = {
    "bad YAML": Mistake(DEV, "import:\n", "import: [\n", "  - orgs/acme/_defaults", "YAML"),
    "duplicate key": Mistake(MIXIN, "  stage: dev\n", "  stage: dev\n  stage: dev\n", "  stage: dev", "stage"),
    "unknown key": Mistake(
        ROOT, "root_account:\n            name", "root_account:\n            nmae: x\n            name", "nmae", "nmae"
    ),
    "wrong type": Mistake(
        ROOT,
        "account_email_format: aws+%s@acme.example",
        "account_email_format: 7",
        "account_email_format: 7",
        "string",
    ),
    "unknown organizational unit": Mistake(
        ROOT,
        "            plat:\n              description",
        "            plat:\n              parent_ou: cor\n              description",
        "parent_ou: cor",
        "'cor'",
    ),
    "duplicate e-mail": Mistake(
        ROOT,
        "                  stage: dev\n",
        "                  stage: dev\n                  email: AWS+plat-prod@acme.example\n",
        "email: AWS+plat-prod@acme.example",
        "plat-prod",
    ),
    "unknown SID": Mistake(
        ROOT,
        "[DenyS3BucketsPublicAccess, Rest",
        "[DenyS3BucketPublicAccess, Rest",
        "DenyS3BucketPublicAccess",
        "did you",
    ),
    "missing import": Mistake(DEV, "catalog/baseline", "catalog/basline", "catalog/basline", "catalog/basline"),
    "missing context variable": Mistake(
        MIXIN, "  tenant: plat\n", "", "", "tenant", at="config/orgs/acme/plat/dev/global-region.yaml"
    ),
    "component in a mixin": Mistake(
        MIXIN,
        "vars:\n",
        "components: {pulumi: {account-settings: {vars: {account_alias: x-y-z}}}}\nvars:\n",
        "components:",
        "mixin",
    ),
    "account id unquoted": Mistake(
        ROOT,
        '            # account_id: "111122223333"\n',
        "            account_id: 012345678901\n",
        "account_id: 012345678901",
        "quote",
    ),
    "import cycle": Mistake(
        "config/catalog/account-settings.yaml",
        "components:\n",
        "import: [catalog/baseline]\n\ncomponents:\n",
        "import: [catalog/baseline]",
        "circle",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_validate_names_file_line_and_rule(checkout: Organization, name: str) -> None:
    mistake = MISTAKES[name]
    with checkout.edited(mistake.file, (mistake.old, mistake.new)) as path:
        place = _place(mistake, path.read_text())
        done = checkout.rootstock("validate", check=False)
    found = [line for line in done.stdout.splitlines() if line.startswith(place) and ": RS" in line]
    assert done.returncode == 1, done.stdout + done.stderr
    assert any(mistake.says in line for line in found), f"no finding at {place}:\n{done.stdout}"


@pytest.mark.parametrize("name", MISTAKES)
def test_a_preview_fails_with_the_same_findings(organization: Organization, name: str) -> None:
    mistake = MISTAKES[name]
    with organization.edited(mistake.file, (mistake.old, mistake.new)):
        validated = organization.rootstock("validate", check=False)
        preview = organization.pulumi("preview", "--stack", "plat-prod", "--non-interactive", check=False)
    printed = preview.stdout + preview.stderr
    assert preview.returncode != 0
    for line in validated.stdout.splitlines():
        if ": RS" in line and " warning:" not in line:  # advice on whole trees is for `validate` only
            assert printed.count(line) == 1, f"{line}\nnot once in\n{printed}"
    assert "aws:" not in printed.partition("Diagnostics:")[0]


def test_a_duplicate_component_reads_word_for_word(checkout: Organization) -> None:
    copy = "config/orgs/acme/plat/dev/monitoring.yaml"
    text = (checkout.checkout / DEV).read_text()
    with checkout.edited(copy, ("", text)):
        done = checkout.rootstock("validate", check=False)
    assert done.returncode == 1
    assert (
        "Found duplicate config for the component 'account-settings' for the stack 'plat-gbl-dev' in the files: "
        "orgs/acme/plat/dev/global-region, orgs/acme/plat/dev/monitoring.\n"
        "Check that all context variables in the stack name pattern '{tenant}-{environment}-{stage}' are correctly "
        "defined in the files and not duplicated.\n"
        "Check that all imports are valid.\n"
    ) in done.stdout
    assert "config/orgs/acme/plat/dev/global-region.yaml" in done.stdout


def test_the_example_has_no_findings(checkout: Organization) -> None:
    assert checkout.rootstock("validate").returncode == 0


def _place(mistake: Mistake, text: str) -> str:
    if mistake.at:
        return mistake.at
    number = 1 + max(index for index, line in enumerate(text.splitlines()) if mistake.line in line)
    return f"{mistake.file}:{number}:"
