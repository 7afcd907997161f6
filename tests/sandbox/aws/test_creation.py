"""Accounts are asked for at once and there later, or not at all for a reason."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest


def test_an_account_is_in_progress_first(organization: Any) -> None:
    status = organization.organizations.create_account(AccountName="plat-dev", Email="d@x.example")
    status = status["CreateAccountStatus"]
    assert {key: status.get(key) for key in ("AccountName", "State", "AccountId")} == {
        "AccountName": "plat-dev",
        "State": "IN_PROGRESS",
        "AccountId": None,
    }


def test_a_created_account_is_a_member_under_the_root(organization: Any) -> None:
    account = organization.account("plat-dev", Tags=[{"Key": "stage", "Value": "dev"}])
    aws = organization.organizations
    described = aws.describe_account(AccountId=account)["Account"]
    assert {key: described[key] for key in ("Id", "Name", "Status", "State", "JoinedMethod")} == {
        "Id": account,
        "Name": "plat-dev",
        "Status": "ACTIVE",
        "State": "ACTIVE",
        "JoinedMethod": "CREATED",
    }
    assert aws.list_parents(ChildId=account)["Parents"] == [{"Id": organization.root, "Type": "ROOT"}]
    assert aws.list_tags_for_resource(ResourceId=account)["Tags"] == [{"Key": "stage", "Value": "dev"}]
    assert organization.attached(account) == ["FullAWSAccess"]


@pytest.mark.parametrize("email", ["aws+dev@x.example", "AWS+Dev@X.example"])
def test_an_email_serves_one_account_in_any_letter_case(organization: Any, email: str) -> None:
    mine = email.replace("x.example", f"{organization.id}.example")
    organization.outcome(organization.ask_for_account(AccountName="a", Email=mine.lower()))
    assert organization.outcome(organization.ask_for_account(AccountName="b", Email=mine)) == {
        "AccountName": "b",
        "State": "FAILED",
        "FailureReason": "EMAIL_ALREADY_EXISTS",
    }


def test_two_requests_at_once_for_one_email_give_one_account(organization: Any) -> None:
    email = f"twice@{organization.id}.example"
    requests = [organization.ask_for_account(AccountName="a", Email=email) for _ in range(2)]
    assert sorted(organization.outcome(request)["State"] for request in requests) == ["FAILED", "SUCCEEDED"]


def test_five_accounts_are_created_at_once_and_no_sixth(unhurried: Any) -> None:
    for number in range(5):
        unhurried.ask_for_account(AccountName="a", Email=f"{number}@{unhurried.id}.example")
    sixth = {"AccountName": "a", "Email": f"six@{unhurried.id}.example"}
    assert unhurried.refused("organizations", "create_account", **sixth) == "TooManyRequestsException"


def test_many_callers_at_once_lose_nothing(organization: Any) -> None:
    aws = organization.organizations

    def make(number: int) -> str:
        return organization.unit(f"unit-{number}")

    with ThreadPoolExecutor(10) as pool:
        units = list(pool.map(make, range(30)))
    found: list[str] = []
    for page in aws.get_paginator("list_organizational_units_for_parent").paginate(ParentId=organization.root):
        found += [unit["Id"] for unit in page["OrganizationalUnits"]]
    assert sorted(found) == sorted(units)


@pytest.mark.parametrize(
    "wrong",
    [{"AccountName": "Prüfung"}, {"Email": "no at.example"}, {"Tags": [{"Key": "aws:x", "Value": ""}]}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_aws_does_not_accept_is_refused(organization: Any, wrong: dict[str, Any]) -> None:
    arguments = {"AccountName": "a", "Email": "a@x.example", **wrong}
    code, _ = organization.refused("organizations", "create_account", **arguments)
    assert code == "InvalidInputException"


def test_the_management_account_has_a_sensible_name_and_address(organization: Any) -> None:
    described = organization.organizations.describe_account(AccountId=organization.id)["Account"]
    assert (described["Name"], described["Email"]) == ("Management", "aws+management@sandbox.example")
