"""Trusted access, delegated administrators, and the organization's resource policy."""

from __future__ import annotations

import json
from typing import Any

CLOUDTRAIL = "cloudtrail.amazonaws.com"


def _trusted(organization: Any) -> list[str]:
    found = organization.organizations.list_aws_service_access_for_organization()["EnabledServicePrincipals"]
    return [service["ServicePrincipal"] for service in found]


def test_trusted_access_is_switched_on_and_off(organization: Any) -> None:
    aws = organization.organizations
    for _ in range(2):
        aws.enable_aws_service_access(ServicePrincipal=CLOUDTRAIL)
    aws.enable_aws_service_access(ServicePrincipal="iam.amazonaws.com")
    assert _trusted(organization) == [CLOUDTRAIL, "iam.amazonaws.com"]
    aws.disable_aws_service_access(ServicePrincipal=CLOUDTRAIL)
    assert _trusted(organization) == ["iam.amazonaws.com"]
    unknown = {"ServicePrincipal": "cloudtrial.amazonaws.com"}
    assert organization.refused("organizations", "enable_aws_service_access", **unknown) == (
        "InvalidInputException",
        "UNRECOGNIZED_SERVICE_PRINCIPAL",
    )


def test_a_member_administers_a_service_that_has_trusted_access(organization: Any) -> None:
    aws, account = organization.organizations, organization.account("core-audit")
    register = {"AccountId": account, "ServicePrincipal": CLOUDTRAIL}
    assert organization.refused("organizations", "register_delegated_administrator", **register) == (
        "ConstraintViolationException",
        "SERVICE_ACCESS_NOT_ENABLED",
    )
    aws.enable_aws_service_access(ServicePrincipal=CLOUDTRAIL)
    aws.register_delegated_administrator(**register)
    code = organization.refused("organizations", "register_delegated_administrator", **register)
    assert code == "AccountAlreadyRegisteredException"
    admins = aws.list_delegated_administrators(ServicePrincipal=CLOUDTRAIL)["DelegatedAdministrators"]
    assert [(admin["Id"], admin["Name"]) for admin in admins] == [(account, "core-audit")]
    services = aws.list_delegated_services_for_account(AccountId=account)["DelegatedServices"]
    assert [service["ServicePrincipal"] for service in services] == [CLOUDTRAIL]
    aws.deregister_delegated_administrator(**register)
    assert aws.list_delegated_administrators()["DelegatedAdministrators"] == []
    code = organization.refused("organizations", "deregister_delegated_administrator", **register)
    assert code == "AccountNotRegisteredException"


def test_the_management_account_is_no_delegate(organization: Any) -> None:
    itself = {"AccountId": organization.id, "ServicePrincipal": CLOUDTRAIL}
    assert organization.refused("organizations", "register_delegated_administrator", **itself) == (
        "ConstraintViolationException",
        "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
    )


def test_a_delegate_reads_the_organization_and_stays_in_it(organization: Any) -> None:
    account = organization.account()
    organization.organizations.enable_aws_service_access(ServicePrincipal=CLOUDTRAIL)
    organization.organizations.register_delegated_administrator(AccountId=account, ServicePrincipal=CLOUDTRAIL)
    delegate = organization.member(account)
    listed = {found["Id"] for found in delegate.organizations.list_accounts()["Accounts"]}
    assert listed == {organization.id, account}
    assert delegate.refused("organizations", "create_account", AccountName="a", Email="a@b.example") == (
        "AccessDeniedException"
    )
    assert organization.refused("organizations", "remove_account_from_organization", AccountId=account) == (
        "ConstraintViolationException",
        "CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG",
    )


def test_one_resource_policy_is_put_read_and_deleted(organization: Any) -> None:
    aws = organization.organizations
    assert organization.refused("organizations", "describe_resource_policy") == "ResourcePolicyNotFoundException"
    content = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow"}]})
    put = aws.put_resource_policy(Content=content, Tags=[{"Key": "a", "Value": "b"}])["ResourcePolicy"]
    assert put["Content"] == content
    found = aws.describe_resource_policy()["ResourcePolicy"]
    assert found == put
    tagged = found["ResourcePolicySummary"]["Id"]
    assert aws.list_tags_for_resource(ResourceId=tagged)["Tags"] == [{"Key": "a", "Value": "b"}]
    assert (
        organization.refused("organizations", "put_resource_policy", Content="{}")[1] == "INVALID_RESOURCE_POLICY_JSON"
    )
    aws.delete_resource_policy()
    assert organization.refused("organizations", "delete_resource_policy") == "ResourcePolicyNotFoundException"
