"""What two instances claim, and regions that are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from layers import Tree
from program.validation import findings

SETTINGS = (
    "account_map: {stack: core-gbl-root, component: account-map}\n"
    'stacks: {included_paths: ["orgs/**/*"], name_pattern: "{tenant}-{environment}-{stage}"}\n'
)
ROOT = """\
vars: {namespace: acme, tenant: core, environment: gbl, stage: root}
components:
  pulumi:
    account-map: {settings: {slice: map}}
    account:
      vars:
        account_email_format: aws+%s@acme.example
        organization_config:
          root_account: {name: core-root, tenant: core, stage: root}
          organizational_units:
            core:
              accounts:
                core-audit:
                  tenant: core
                  stage: audit
"""
AUDIT = """\
vars: {namespace: acme, tenant: core, environment: gbl, stage: audit}
components:
  pulumi:
"""
CONTACT = '{name: Sam, title: CFO, email_address: b@acme.example, phone_number: "+1 555 0100"}'
Found = Callable[..., list[tuple[str, str, int, str]]]


@pytest.fixture
def found(written: Callable[[Mapping[str, str]], Tree]) -> Found:
    def _found(audit: str, root: str = ROOT) -> list[tuple[str, str, int, str]]:
        tree = written({"rootstock.yaml": SETTINGS, "orgs/root.yaml": root, "orgs/audit.yaml": AUDIT + audit})
        return [
            (one.rule, Path(one.position.file).name, one.position.line, one.message)
            for one in findings(tree)
            if one.severity == "error"
        ]

    return _found


def test_contacts_in_two_kinds(found: Found) -> None:
    contacts = f"                  contacts: {{alternates: {{billing: {CONTACT}}}}}\n"
    ((rule, file, line, message),) = found(
        f"    account-settings:\n      vars:\n        billing_contact: {CONTACT}\n", ROOT + contacts
    )
    assert (rule, file, line) == ("RS410", "root.yaml", 13)
    assert "the billing contact of account 'core-audit' belongs to 'account-settings' of 'core-gbl-audit'" in message


def test_one_quota_under_two_names_in_two_kinds(found: Found) -> None:
    ((rule, file, _, message),) = found(
        "    account-settings:\n      vars:\n        service_quotas:\n"
        "          vpcs: {service_code: vpc, quota_code: L-F678F1CE, value: 20}\n"
        "    account-quotas:\n      vars:\n        quotas:\n"
        "          vpc: {service_code: vpc, quota_name: VPCs per Region, value: 30}\n"
    )
    assert (rule, file) == ("RS410", "audit.yaml")
    assert "the quota vpc/L-F678F1CE in us-east-1 of account 'core-audit'" in message


def test_one_quota_in_two_regions_is_two_quotas(found: Found) -> None:
    text = "{service_code: vpc, quota_code: L-F678F1CE, value: 20, region: "
    quotas = f"          a: {text}us-east-1}}\n          b: {text}eu-west-1}}\n"
    assert found(f"    account-quotas:\n      vars:\n        quotas:\n{quotas}") == []


def test_one_budget_in_two_kinds(found: Found) -> None:
    ((rule, _, _, message),) = found(
        "    account-settings: {vars: {budgets: {total: {limit_amount: 5}}}}\n"
        "    budget: {vars: {budgets: {total: {limit_amount: 6}, other: {limit_amount: 7}}}}\n"
    )
    assert rule == "RS410"
    assert "the budget 'acme-core-audit-total' of account 'core-audit'" in message


def test_two_baselines_of_one_account(found: Found) -> None:
    second = "    second:\n      metadata: {component: account-settings}\n      vars: {account_alias: acme-other}\n"
    whats = [message for _, _, _, message in found("    account-settings: {vars: {}}\n" + second)]
    assert len(whats) == 10
    assert any("the account alias of account" in one for one in whats)


def test_a_disabled_instance_claims_nothing(found: Found) -> None:
    second = "    second: {metadata: {component: account-settings}, vars: {enabled: false}}\n"
    assert found("    account-settings: {vars: {}}\n" + second) == []


def test_an_unknown_region_is_found_where_it_is_written(found: Found) -> None:
    body = "    account-settings:\n      vars:\n        regions: [us-east-1, eu-wst-1]\n        region: us-esat-1\n"
    (home, listed) = sorted(found(body), key=lambda one: -one[2])
    assert [(one[0], one[2]) for one in (listed, home)] == [("RS411", 6), ("RS411", 7)]
    assert "no region 'eu-wst-1' (did you mean 'eu-west-1'?)" in listed[3]
