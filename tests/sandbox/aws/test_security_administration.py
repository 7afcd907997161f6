"""Members that administer GuardDuty and Security Hub for an organization."""

from __future__ import annotations

from typing import Any

import pytest

REFUSED = {
    "guardduty": dict.fromkeys(
        ("elsewhere", "stranger", "a second one", "not the one", "from inside"), "BadRequestException"
    ),
    "securityhub": {
        "elsewhere": "InvalidInputException",
        "stranger": "AccessDeniedException",
        "a second one": "ResourceConflictException",
        "not the one": "ResourceNotFoundException",
        "from inside": "AccessDeniedException",
    },
}
LISTED = {"guardduty": ("AdminAccountId", "AdminStatus"), "securityhub": ("AccountId", "Status")}


@pytest.mark.parametrize("service", ["guardduty", "securityhub"])
def test_a_member_administers_the_service_in_a_region(organization: Any, service: str) -> None:
    member = organization.account()
    client, principal = organization.client(service), f"{service}.amazonaws.com"
    client.enable_organization_admin_account(AdminAccountId=member)
    client.enable_organization_admin_account(AdminAccountId=member)
    account, status = LISTED[service]
    assert client.list_organization_admin_accounts()["AdminAccounts"] == [{account: member, status: "ENABLED"}]
    assert organization.client(service, "eu-west-1").list_organization_admin_accounts()["AdminAccounts"] == []
    trusted = organization.organizations.list_aws_service_access_for_organization()["EnabledServicePrincipals"]
    assert principal in [one["ServicePrincipal"] for one in trusted]

    def delegates() -> list[str]:
        found = organization.organizations.list_delegated_administrators(ServicePrincipal=principal)
        return [one["Id"] for one in found["DelegatedAdministrators"]]

    assert delegates() == [member]
    organization.client(service, "eu-west-1").enable_organization_admin_account(AdminAccountId=member)
    client.disable_organization_admin_account(AdminAccountId=member)
    assert client.list_organization_admin_accounts()["AdminAccounts"] == []
    assert delegates() == [member], "it is still administered from another region"
    organization.client(service, "eu-west-1").disable_organization_admin_account(AdminAccountId=member)
    assert delegates() == []


@pytest.mark.parametrize("service", ["guardduty", "securityhub"])
def test_administration_that_cannot_be_is_refused(organization: Any, stranger: Any, service: str) -> None:
    member, second = organization.account(), organization.account("plat-prod")
    enable, disable = "enable_organization_admin_account", "disable_organization_admin_account"
    outside = type(stranger)(stranger.url, "955555555555")
    organization.client(service).enable_organization_admin_account(AdminAccountId=member)
    assert {
        "elsewhere": organization.refused(service, enable, AdminAccountId="999999999999"),
        "stranger": outside.refused(service, enable, AdminAccountId=member),
        "a second one": organization.refused(service, enable, AdminAccountId=second),
        "not the one": organization.refused(service, disable, AdminAccountId=second),
        "from inside": organization.member(member).refused(service, enable, AdminAccountId=second),
    } == REFUSED[service]


def test_the_administrator_of_guardduty_has_a_detector_and_settles_what_members_get(organization: Any) -> None:
    account_id = organization.account()
    organization.guardduty.enable_organization_admin_account(AdminAccountId=account_id)
    administrator = organization.member(account_id)
    (detector,) = administrator.guardduty.list_detectors()["DetectorIds"]
    settings = {"DetectorId": detector, "AutoEnableOrganizationMembers": "ALL"}
    administrator.guardduty.update_organization_configuration(**settings)
    logs = {"S3Logs": {"AutoEnable": True}}
    administrator.guardduty.update_organization_configuration(DetectorId=detector, DataSources=logs)
    shown = administrator.guardduty.describe_organization_configuration(DetectorId=detector)
    assert (shown["AutoEnable"], shown["AutoEnableOrganizationMembers"]) == (True, "ALL")
    assert shown["DataSources"]["S3Logs"] == {"AutoEnable": True}
    wrong = {**settings, "AutoEnableOrganizationMembers": "SOME"}
    assert administrator.refused("guardduty", "update_organization_configuration", **wrong) == "BadRequestException"
    own = organization.guardduty.create_detector(Enable=True)["DetectorId"]
    asked = {"DetectorId": own}
    assert organization.refused("guardduty", "describe_organization_configuration", **asked) == "BadRequestException"


@pytest.mark.parametrize(("on", "status"), [(True, "ENABLED"), (False, "DISABLED")])
def test_a_detector_scans_volumes_where_that_is_asked_for(stranger: Any, on: bool, status: str) -> None:
    detector = stranger.guardduty.create_detector(Enable=True)["DetectorId"]
    scan = {"ScanEc2InstanceWithFindings": {"EbsVolumes": on}}
    stranger.guardduty.update_detector(DetectorId=detector, DataSources={"MalwareProtection": scan})
    shown = stranger.guardduty.get_detector(DetectorId=detector)["DataSources"]["MalwareProtection"]
    assert shown["ScanEc2InstanceWithFindings"]["EbsVolumes"]["Status"] == status


def test_sources_that_an_update_does_not_name_stay_as_they_are(stranger: Any) -> None:
    aws = stranger.guardduty
    detector = aws.create_detector(Enable=True, DataSources={"S3Logs": {"Enable": True}})["DetectorId"]
    aws.update_detector(DetectorId=detector, DataSources={"Kubernetes": {"AuditLogs": {"Enable": True}}})
    aws.update_detector(DetectorId=detector, FindingPublishingFrequency="ONE_HOUR")
    shown = aws.get_detector(DetectorId=detector)["DataSources"]
    assert shown["S3Logs"]["Status"] == shown["Kubernetes"]["AuditLogs"]["Status"] == "ENABLED"


def test_the_administrator_of_security_hub_has_a_hub_and_settles_what_members_get(organization: Any) -> None:
    account_id = organization.account()
    organization.securityhub.enable_organization_admin_account(AdminAccountId=account_id)
    administrator = organization.member(account_id)
    assert administrator.securityhub.describe_hub()["AutoEnableControls"] is True
    administrator.securityhub.update_organization_configuration(AutoEnable=True, AutoEnableStandards="NONE")
    shown = administrator.securityhub.describe_organization_configuration()
    assert (shown["AutoEnable"], shown["AutoEnableStandards"]) == (True, "NONE")
    assert administrator.refused("securityhub", "disable_security_hub") == "InvalidInputException"
    central = {"AutoEnable": True, "OrganizationConfiguration": {"ConfigurationType": "CENTRAL"}}
    assert administrator.refused("securityhub", "update_organization_configuration", **central) == (
        "InvalidInputException"
    )
    organization.securityhub.enable_security_hub()
    mine = {"AutoEnable": True}
    assert organization.refused("securityhub", "update_organization_configuration", **mine) == "InvalidAccessException"
