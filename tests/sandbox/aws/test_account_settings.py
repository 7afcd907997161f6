"""What belongs to one account: alias, public access block, name, contacts, regions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import boto3
import pytest

from sandbox.environment import variables
from sandbox.home import Home

ALL_BLOCKED = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}
CONTACT = {
    "Name": "Security",
    "Title": "Team",
    "EmailAddress": "security@acme.example",
    "PhoneNumber": "+49 30 1234",
}


@pytest.fixture
def member(organization: Any) -> Any:
    """Somebody in a member account; ``member.account_id`` says which."""
    organization.organizations.enable_aws_service_access(ServicePrincipal="account.amazonaws.com")
    account = organization.account()
    acting = organization.member(account)
    acting.account_id = account
    return acting


def test_an_alias_belongs_to_one_account_in_the_world(organization: Any, member: Any) -> None:
    alias = f"acme-{member.account_id[:5]}"
    member.iam.create_account_alias(AccountAlias=alias)
    assert member.iam.list_account_aliases()["AccountAliases"] == [alias]
    assert organization.refused("iam", "create_account_alias", AccountAlias=alias) == "EntityAlreadyExists"
    member.iam.create_account_alias(AccountAlias=f"{alias}-new")
    organization.iam.create_account_alias(AccountAlias=alias)
    assert member.iam.list_account_aliases()["AccountAliases"] == [f"{alias}-new"]
    assert member.refused("iam", "delete_account_alias", AccountAlias=alias) == "NoSuchEntity"
    member.iam.delete_account_alias(AccountAlias=f"{alias}-new")
    assert member.iam.list_account_aliases()["AccountAliases"] == []


@pytest.mark.parametrize("alias", ["Acme", "acme--dev", "acme-", "12345678-"])
def test_an_alias_that_aws_does_not_accept_is_refused(member: Any, alias: str) -> None:
    assert member.refused("iam", "create_account_alias", AccountAlias=alias) == "ValidationError"


def test_the_public_access_block_is_the_accounts_own(organization: Any, member: Any) -> None:
    mine = {"AccountId": member.account_id}
    code = "NoSuchPublicAccessBlockConfiguration"
    assert member.refused("s3control", "get_public_access_block", **mine) == code
    member.s3control.put_public_access_block(**mine, PublicAccessBlockConfiguration=ALL_BLOCKED)
    assert member.s3control.get_public_access_block(**mine)["PublicAccessBlockConfiguration"] == ALL_BLOCKED
    assert organization.refused("s3control", "get_public_access_block", AccountId=organization.id) == code
    assert organization.refused("s3control", "get_public_access_block", **mine) == "AccessDenied"
    member.s3control.delete_public_access_block(**mine)
    assert member.refused("s3control", "get_public_access_block", **mine) == code


def test_s3_control_is_reached_with_the_environment_of_the_sandbox(
    member: Any, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables(Home(Path("/nowhere")), server.url, "", {}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", member.account_id)
    client = boto3.session.Session().client("s3control")
    client.put_public_access_block(AccountId=member.account_id, PublicAccessBlockConfiguration=ALL_BLOCKED)
    found = client.get_public_access_block(AccountId=member.account_id)
    assert found["PublicAccessBlockConfiguration"] == ALL_BLOCKED


def test_the_host_may_carry_the_account_id(member: Any, server: Any) -> None:
    member.s3control.put_public_access_block(AccountId=member.account_id, PublicAccessBlockConfiguration=ALL_BLOCKED)
    client = type(member)(server.url, member.id, member._session_token).client("s3control")
    client.meta.events.register_last("before-send.s3-control", _host_with_account(member.account_id))
    found = client.get_public_access_block(AccountId=member.account_id)
    assert found["PublicAccessBlockConfiguration"] == ALL_BLOCKED


def _host_with_account(account_id: str) -> Any:
    def add(request: Any, **_: Any) -> None:
        request.headers["Host"] = f"{account_id}.{request.url.split('/')[2]}"

    return add


def test_an_account_is_renamed_by_itself_or_by_its_management_account(organization: Any, member: Any) -> None:
    def name() -> str:
        return str(organization.organizations.describe_account(AccountId=member.account_id)["Account"]["Name"])

    organization.client("account").put_account_name(AccountId=member.account_id, AccountName="plat-test")
    assert name() == "plat-test"
    member.client("account").put_account_name(AccountName="plat-qa")
    assert name() == "plat-qa"


def test_alternate_contacts_are_put_read_and_deleted(organization: Any, member: Any) -> None:
    aws, whose = organization.client("account"), {"AccountId": member.account_id, "AlternateContactType": "SECURITY"}
    assert organization.refused("account", "get_alternate_contact", **whose) == "ResourceNotFoundException"
    aws.put_alternate_contact(**whose, **CONTACT)
    assert aws.get_alternate_contact(**whose)["AlternateContact"] == {"AlternateContactType": "SECURITY", **CONTACT}
    own = member.client("account").get_alternate_contact(AlternateContactType="SECURITY")["AlternateContact"]
    assert own["EmailAddress"] == "security@acme.example"
    aws.delete_alternate_contact(**whose)
    assert organization.refused("account", "delete_alternate_contact", **whose) == "ResourceNotFoundException"


def test_the_primary_contact_is_there_from_the_start_and_replaced_as_a_whole(organization: Any, member: Any) -> None:
    aws = organization.client("account")
    first = aws.get_contact_information(AccountId=member.account_id)["ContactInformation"]
    assert first["CountryCode"] == "US"
    mine = {
        "FullName": "Jo Doe",
        "AddressLine1": "Weg 1",
        "City": "Berlin",
        "CountryCode": "DE",
        "PostalCode": "10115",
        "PhoneNumber": "+49301234",
    }
    aws.put_contact_information(AccountId=member.account_id, ContactInformation=mine)
    assert aws.get_contact_information(AccountId=member.account_id)["ContactInformation"] == mine
    wrong = {"AccountId": member.account_id, "ContactInformation": {**mine, "PhoneNumber": "030 1234"}}
    assert organization.refused("account", "put_contact_information", **wrong) == "ValidationException"


def test_other_accounts_are_managed_with_trusted_access_only(organization: Any, member: Any) -> None:
    theirs = {"AccountId": member.account_id}
    sibling = organization.member(organization.account("sibling"))
    assert sibling.refused("account", "get_contact_information", **theirs) == "AccessDeniedException"
    itself = {"AccountId": organization.id}
    assert organization.refused("account", "get_contact_information", **itself) == "AccessDeniedException"
    organization.organizations.disable_aws_service_access(ServicePrincipal="account.amazonaws.com")
    assert organization.refused("account", "get_contact_information", **theirs) == "AccessDeniedException"


def test_regions_take_time_to_switch(member: Any) -> None:
    aws = member.client("account")

    def status(region: str) -> str:
        return str(aws.get_region_opt_status(RegionName=region)["RegionOptStatus"])

    assert (status("us-east-1"), status("eu-central-2")) == ("ENABLED_BY_DEFAULT", "DISABLED")
    aws.enable_region(RegionName="eu-central-2")
    assert status("eu-central-2") == "ENABLING"
    assert member.refused("account", "disable_region", RegionName="eu-central-2") == "ConflictException"
    while status("eu-central-2") == "ENABLING":
        pass
    assert status("eu-central-2") == "ENABLED"
    assert member.refused("account", "enable_region", RegionName="us-east-1") == "ValidationException"
    found = aws.list_regions(RegionOptStatusContains=["ENABLED"])["Regions"]
    assert found == [{"RegionName": "eu-central-2", "RegionOptStatus": "ENABLED"}]
