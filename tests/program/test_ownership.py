"""Objects that exist once: one instance each. And what the kinds of the management account need of the organization."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from layers import Tree
from program import kinds
from program.place import trusted_access
from program.validation import findings
from tests.program.conftest import Write

ROOT = """\
vars: {namespace: acme, tenant: core, environment: gbl, stage: root}
components:
  pulumi:
    account:
      vars:
        account_email_format: aws+%s@acme.example
        organization_config:
          root_account: {name: core-root, tenant: core, stage: root}
"""
SETTINGS = "      vars: {account_alias_enabled: false, s3_block_public_access_enabled: false}\n"


def rules(tree: Tree) -> list[tuple[str, str]]:
    return [(str(one.position).rpartition("/")[2], f"{one.rule} {one.message}") for one in findings(tree)]


def test_two_instances_with_one_alias(written: Write) -> None:
    head = "vars: {namespace: acme, tenant: plat, environment: %s, stage: dev}\ncomponents:\n  pulumi:\n"
    tree = written(
        {
            "orgs/a.yaml": head % "gbl" + "    account-settings: {}\n",
            "orgs/b.yaml": head % "ue1"
            + "    account-settings:\n      vars:\n        account_alias: acme-dev\n"
            + "        s3_block_public_access_enabled: false\n",
        }
    )
    ((place, text),) = rules(tree)
    assert place.startswith("b.yaml:")
    assert text.startswith("RS408 account-settings 'account-settings': the account's alias in 'plat-dev' belongs to")
    assert "account-settings 'account-settings' of 'plat-gbl-dev' already" in text
    assert "a.yaml:" in text
    assert text.endswith("let one of the two decide it")


def test_two_organizations(written: Write) -> None:
    tree = written({"orgs/a.yaml": ROOT, "orgs/b.yaml": ROOT.replace("environment: gbl", "environment: ue1")})
    assert [text[:5] for _, text in rules(tree)] == ["RS408"]


@pytest.fixture
def trail(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind that needs the organization when its variable says so."""
    kind = replace(
        kinds.KINDS["account-settings"],
        name="trail",
        management_only_if="account_alias_enabled",
        trusted_access={"cloudtrail.amazonaws.com": "account_alias_enabled"},
    )
    monkeypatch.setitem(kinds.KINDS, "trail", kind)  # type: ignore[arg-type]


@pytest.mark.usefixtures("trail")
def test_trusted_access_that_a_kind_needs_is_derived(written: Write) -> None:
    assert trusted_access(written({"orgs/a.yaml": ROOT + "    trail: {}\n"})) == {
        "cloudtrail.amazonaws.com": "trail 'trail'"
    }
    assert trusted_access(written({"orgs/a.yaml": ROOT + "    trail:\n" + SETTINGS})) == {}


@pytest.mark.usefixtures("trail")
def test_a_list_that_lacks_what_a_kind_needs(written: Write) -> None:
    listed = ROOT + "        aws_service_access_principals: [ram.amazonaws.com]\n    trail: {}\n"
    ((_, text),) = rules(written({"orgs/a.yaml": listed}))
    assert "RS213" in text
    assert "trusted access lacks 'cloudtrail.amazonaws.com', which trail 'trail' needs" in text


def elsewhere(body: str) -> Mapping[str, str]:
    member = "vars: {namespace: acme, tenant: plat, environment: gbl, stage: dev}\ncomponents:\n  pulumi:\n"
    return {"orgs/a.yaml": ROOT, "orgs/b.yaml": member + body}


@pytest.mark.usefixtures("trail")
def test_what_is_for_the_organization_belongs_to_its_management_account(written: Write) -> None:
    ((_, text),) = rules(written(elsewhere("    trail: {}\n")))
    assert "RS406 trail 'trail': kind 'trail' with `account_alias_enabled` works only in the management" in text
    assert rules(written(elsewhere("    trail:\n" + SETTINGS))) == []


def test_policies_are_configured_in_the_management_account_only(written: Write) -> None:
    account = ROOT.partition("  pulumi:\n")[2]
    texts = [text for _, text in rules(written(elsewhere(account)))]
    assert any("RS406 account 'account': kind 'account' works only in the management account" in one for one in texts)
