"""Accounts that move, leave and close; organizations that end."""

from __future__ import annotations

import importlib
from typing import Any


def _state(organization: Any, account: str) -> tuple[str, str]:
    described = organization.organizations.describe_account(AccountId=account)["Account"]
    return described["Status"], described["State"]


def test_an_account_moves_from_where_it_is(organization: Any) -> None:
    aws, root = organization.organizations, organization.root
    account, plat, core = organization.account(), organization.unit("plat"), organization.unit("core")
    aws.move_account(AccountId=account, SourceParentId=root, DestinationParentId=plat)
    assert aws.list_parents(ChildId=account)["Parents"] == [{"Id": plat, "Type": "ORGANIZATIONAL_UNIT"}]
    move = {"AccountId": account, "SourceParentId": plat}
    nowhere = f"ou-{root[2:]}-00000000"
    assert {
        "wrong source": organization.refused(
            "organizations", "move_account", AccountId=account, SourceParentId=root, DestinationParentId=core
        ),
        "no destination": organization.refused("organizations", "move_account", **move, DestinationParentId=nowhere),
        "there already": organization.refused("organizations", "move_account", **move, DestinationParentId=plat),
        "no account": organization.refused(
            "organizations", "move_account", **{**move, "AccountId": "000000000000"}, DestinationParentId=core
        ),
    } == {
        "wrong source": "SourceParentNotFoundException",
        "no destination": "DestinationParentNotFoundException",
        "there already": "DuplicateAccountException",
        "no account": "AccountNotFoundException",
    }


def test_a_closed_account_is_pending_first_and_then_suspended(unhurried: Any) -> None:
    account = unhurried.account()
    unhurried.organizations.close_account(AccountId=account)
    assert _state(unhurried, account) == ("PENDING_CLOSURE", "PENDING_CLOSURE")
    assert unhurried.refused("organizations", "close_account", AccountId=account) == "ConflictException"
    while _state(unhurried, account)[0] == "PENDING_CLOSURE":
        pass
    assert _state(unhurried, account) == ("SUSPENDED", "CLOSED")
    assert unhurried.refused("organizations", "close_account", AccountId=account) == "AccountAlreadyClosedException"


def test_a_closed_account_lets_nobody_in(organization: Any) -> None:
    account = organization.account()
    organization.organizations.close_account(AccountId=account)
    role = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
    assert organization.refused("sts", "assume_role", RoleArn=role, RoleSessionName="test") == "AccessDenied"


def test_three_accounts_close_at_once_and_no_fourth(unhurried: Any) -> None:
    accounts = [unhurried.account(f"a-{number}") for number in range(4)]
    for account in accounts[:3]:
        unhurried.organizations.close_account(AccountId=account)
    assert unhurried.refused("organizations", "close_account", AccountId=accounts[3]) == (
        "ConstraintViolationException",
        "CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED",
    )


def test_the_management_account_neither_closes_nor_leaves(organization: Any) -> None:
    mine = {"AccountId": organization.id}
    assert organization.refused("organizations", "close_account", **mine) == (
        "ConstraintViolationException",
        "CANNOT_CLOSE_MANAGEMENT_ACCOUNT",
    )
    code = organization.refused("organizations", "remove_account_from_organization", **mine)
    assert code == "MasterCannotLeaveOrganizationException"


def test_a_young_account_cannot_leave(organization: Any) -> None:
    young = {"AccountId": organization.account()}
    assert organization.refused("organizations", "remove_account_from_organization", **young) == (
        "ConstraintViolationException",
        "WAIT_PERIOD_ACTIVE",
    )


def test_an_organization_with_members_stays(organization: Any) -> None:
    organization.account()
    assert organization.refused("organizations", "delete_organization") == "OrganizationNotEmptyException"


def test_an_organization_without_members_ends(organization: Any) -> None:
    organization.organizations.delete_organization()
    assert organization.refused("organizations", "describe_organization") == "AWSOrganizationsNotInUseException"
    organization.organizations.create_organization(FeatureSet="ALL")


def test_an_organization_for_billing_gets_all_features_later(stranger: Any) -> None:
    stranger.organizations.create_organization(FeatureSet="CONSOLIDATED_BILLING")
    root = stranger.organizations.list_roots()["Roots"][0]["Id"]
    enable = {"RootId": root, "PolicyType": "SERVICE_CONTROL_POLICY"}
    code = "PolicyTypeNotAvailableForOrganizationException"
    assert stranger.refused("organizations", "enable_policy_type", **enable) == code
    assert stranger.organizations.enable_all_features()["Handshake"]["Action"] == "ENABLE_ALL_FEATURES"
    assert stranger.organizations.describe_organization()["Organization"]["FeatureSet"] == "ALL"
    stranger.organizations.enable_policy_type(**enable)


def test_an_account_is_in_one_organization(organization: Any) -> None:
    member = organization.member(organization.account())
    for account in (organization, member):
        code = account.refused("organizations", "create_organization", FeatureSet="ALL")
        assert code == "AlreadyInOrganizationException"


def test_strangers_and_members_do_not_manage(organization: Any, stranger: Any) -> None:
    member = organization.member(organization.account())
    alone = importlib.import_module(type(organization).__module__).stranger(organization.url)
    assert {
        "stranger": alone.refused("organizations", "list_accounts"),
        "member": member.refused("organizations", "list_accounts"),
        "member writes": member.refused(
            "organizations", "create_organizational_unit", ParentId=organization.root, Name="mine"
        ),
    } == {
        "stranger": "AWSOrganizationsNotInUseException",
        "member": "AccessDeniedException",
        "member writes": "AccessDeniedException",
    }
    mine = member.organizations.describe_organization()["Organization"]
    assert mine["MasterAccountId"] == organization.id
