"""The account map: made from an organization's exports, or kept in YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from blocks.place import CheckPlace
from org.account.export import OrganizationExport
from org.account_map.check import check
from org.account_map.mapping import of_organization, of_yaml
from org.account_map.variables import AccountMapVariables

ORGANIZATION = OrganizationExport.model_validate(
    yaml.safe_load("""
organization_id: o-abcdefghij
organization_arn: arn:aws:organizations::111111111111:organization/o-abcdefghij
organization_root_id: r-abcd
root_account_name: core-root
root_account_aws_name: Acme
root_account_id: "111111111111"
accounts:
  core-root: {id: "111111111111", arn: "", tenant: core, stage: root, status: ACTIVE}
  plat-dev:
    {id: "222222222222", arn: "", tenant: plat, stage: dev, ou: plat/data, tags: {eks: "true"}, role_name: Access,
     status: ACTIVE}
  plat-old: {id: "333333333333", arn: "", tenant: plat, stage: old, role_name: Access, status: SUSPENDED}
organizational_units: {plat: {id: ou-1, arn: ""}, plat/data: {id: ou-2, arn: ""}}
policies: {}
""")
)

STATIC = """
namespace: acme
account_map_enabled: false
account_map:
  full_account_map: {core-root: "111111111111", plat-dev: "222222222222"}
  account_info_map: {plat-dev: {ou: plat/data, role_name: Access, tags: {eks: true}}}
  organizational_units: {plat: ou-1, plat/data: ou-2}
  organization_id: o-abcdefghij
  organization_arn: arn:aws:organizations::111111111111:organization/o-abcdefghij
  organization_root_id: r-abcd
  root_account_aws_name: Acme
  root_account_account_name: core-root
"""


def variables(text: str = "") -> AccountMapVariables:
    written = yaml.safe_load(text) or {}
    return AccountMapVariables.model_validate({"namespace": "acme", "root_account_account_name": "core-root"} | written)


def test_the_whole_map_of_an_organization() -> None:
    assert of_organization(ORGANIZATION, variables(), "aws").export() == {
        "version": 1,
        "organization_id": "o-abcdefghij",
        "organization_arn": "arn:aws:organizations::111111111111:organization/o-abcdefghij",
        "organization_root_id": "r-abcd",
        "aws_partition": "aws",
        "root_account_id": "111111111111",
        "root_account_aws_name": "Acme",
        "root_account_account_name": "core-root",
        "audit_account_account_name": None,
        "security_account_account_name": None,
        "identity_account_account_name": None,
        "dns_account_account_name": None,
        "artifacts_account_account_name": None,
        "special_accounts": {
            "root": "core-root",
            "audit": None,
            "security": None,
            "identity": None,
            "dns": None,
            "artifacts": None,
        },
        "full_account_map": {"core-root": "111111111111", "plat-dev": "222222222222"},
        "account_info_map": {
            "core-root": {
                "id": "111111111111",
                "tenant": "core",
                "stage": "root",
                "ou": None,
                "parent_ou": None,
                "description": "",
                "eks": False,
                "tags": {},
            },
            "plat-dev": {
                "id": "222222222222",
                "tenant": "plat",
                "stage": "dev",
                "ou": "plat/data",
                "parent_ou": "plat",
                "description": "",
                "eks": True,
                "tags": {"eks": "true"},
            },
        },
        "all_accounts": ["plat-dev"],
        "eks_accounts": ["plat-dev"],
        "non_eks_accounts": [],
        "organizational_units": {"plat": "ou-1", "plat/data": "ou-2"},
        "iam_role_arn_templates": {
            "core-root": "arn:aws:iam::111111111111:role/acme-core-gbl-root-%s",
            "plat-dev": "arn:aws:iam::222222222222:role/acme-plat-gbl-dev-%s",
        },
        "organization_role_arns": {"core-root": None, "plat-dev": "arn:aws:iam::222222222222:role/Access"},
        "terraform_roles": {"plat-dev": "arn:aws:iam::222222222222:role/Access"},
        "terraform_role_name_map": None,
        "profiles_enabled": False,
        "terraform_profiles": {"plat-dev": "acme-plat-gbl-dev-OrganizationAccountAccessRole"},
    }


def test_suspended_accounts_are_left_out_everywhere() -> None:
    assert "333333333333" not in str(of_organization(ORGANIZATION, variables(), "aws").export())


def test_a_map_in_yaml_says_the_same() -> None:
    assert of_yaml(variables(STATIC), "aws") == of_organization(ORGANIZATION, variables(), "aws")


def test_roles_that_plan_and_apply_have_their_own_arns() -> None:
    found = of_organization(ORGANIZATION, variables("terraform_role_name_map: {apply: deploy}"), "aws")
    assert found.terraform_roles == {
        "core-root": "arn:aws:iam::111111111111:role/acme-core-gbl-root-deploy",
        "plat-dev": "arn:aws:iam::222222222222:role/acme-plat-gbl-dev-deploy",
    }
    assert found.terraform_profiles["plat-dev"] == "acme-plat-gbl-dev-deploy"
    assert found.terraform_role_name_map is not None
    assert found.terraform_role_name_map.plan == "planner"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("account_map_enabled: false", "needs the map itself in `account_map`"),
        ("account_map: {full_account_map: {a: '111111111111'}}", "only with `account_map_enabled: false`"),
        ("profile_template: '%s-%s'", "`profile_template` must have 5 `%s`"),
        ("iam_role_arn_template_template: 'arn:%s'", "`iam_role_arn_template_template` must have 6 `%s`"),
        ("account_map_enabled: false\naccount_map: {full_account_map: {a: 111111111111}}", "valid string"),
    ],
)
def test_variables_that_cannot_be_meant(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        variables(text)


KNOWN = CheckPlace(Path(), account_names=lambda: frozenset({"core-root", "core-audit"}))


def found(text: str, place: CheckPlace = KNOWN) -> list[tuple[str, tuple[str | int, ...], str]]:
    return [(one.rule, one.path, one.message) for one in check(variables(text), place)]


def test_a_special_account_that_names_no_account_is_found() -> None:
    assert found("audit_account_account_name: core-audti") == [
        (
            "RS240",
            ("vars", "audit_account_account_name"),
            "the audit account 'core-audti' is no account of the organization (did you mean 'core-audit'?)",
        )
    ]


def test_the_management_account_may_have_any_name_in_the_map() -> None:
    assert found("root_account_account_name: root\naudit_account_account_name: core-audit") == []


def test_nothing_is_compared_where_nothing_says_the_names() -> None:
    assert found("audit_account_account_name: core-audti", CheckPlace(Path())) == []


def test_a_map_in_yaml_is_held_against_itself() -> None:
    more = "  dns_account_account_name: core-dns\n  iam_role_arn_templates: {plat-dve: 'arn:%s'}\n"
    assert [(rule, path) for rule, path, _ in found(STATIC + more)] == [
        ("RS240", ("vars", "account_map", "dns_account_account_name")),
        ("RS240", ("vars", "account_map", "iam_role_arn_templates", "plat-dve")),
    ]
