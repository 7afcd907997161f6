"""Quotas have AWS's defaults, and more of them is asked for and granted later."""

from __future__ import annotations

from typing import Any

import pytest

ROLES = {"ServiceCode": "iam", "QuotaCode": "L-FE177D64"}
INSTANCES = {"ServiceCode": "ec2", "QuotaCode": "L-1216C47A"}


def _value(aws: Any, **quota: str) -> float:
    return float(aws.get_service_quota(**quota)["Quota"]["Value"])


def test_a_quota_is_described_as_aws_does(stranger: Any) -> None:
    assert stranger.client("service-quotas").get_aws_default_service_quota(**ROLES)["Quota"] == {
        "ServiceCode": "iam",
        "ServiceName": "AWS Identity and Access Management (IAM)",
        "QuotaArn": f"arn:aws:servicequotas::{stranger.id}:iam/L-FE177D64",
        "QuotaCode": "L-FE177D64",
        "QuotaName": "Roles per account",
        "Value": 1000.0,
        "Unit": "None",
        "Adjustable": True,
        "GlobalQuota": True,
    }


def test_services_and_quotas_are_found_by_name(stranger: Any) -> None:
    aws = stranger.client("service-quotas")
    services = {service["ServiceName"]: service["ServiceCode"] for service in aws.list_services()["Services"]}
    code = services["AWS Organizations"]
    quotas = {quota["QuotaName"]: quota for quota in aws.list_aws_default_service_quotas(ServiceCode=code)["Quotas"]}
    assert quotas["Default maximum number of accounts"]["QuotaCode"] == "L-E619E033"
    assert len(aws.list_service_quotas(ServiceCode="vpc", MaxResults=10)["Quotas"]) == 10
    unknown = {"ServiceCode": "iam", "QuotaCode": "L-00000000"}
    assert stranger.refused("service-quotas", "get_service_quota", **unknown) == "NoSuchResourceException"


def test_a_global_quota_is_seen_in_one_region(stranger: Any) -> None:
    with pytest.raises(Exception, match="NoSuchResourceException"):
        stranger.client("service-quotas", "eu-west-1").get_service_quota(**ROLES)


def test_an_increase_is_pending_and_then_granted(stranger: Any) -> None:
    aws = stranger.client("service-quotas")
    asked = aws.request_service_quota_increase(**ROLES, DesiredValue=1500)["RequestedQuota"]
    assert (asked["Status"], asked["DesiredValue"], _value(aws, **ROLES)) == ("PENDING", 1500.0, 1000.0)
    again = {**ROLES, "DesiredValue": 1600}
    code = stranger.refused("service-quotas", "request_service_quota_increase", **again)
    assert code == "ResourceAlreadyExistsException"

    def status() -> str:
        return str(aws.get_requested_service_quota_change(RequestId=asked["Id"])["RequestedQuota"]["Status"])

    while status() == "PENDING":
        pass
    assert (status(), _value(aws, **ROLES)) == ("APPROVED", 1500.0)
    history = aws.list_requested_service_quota_change_history_by_quota(**ROLES)["RequestedQuotas"]
    assert [(change["Id"], change["Status"]) for change in history] == [(asked["Id"], "APPROVED")]


def test_a_large_increase_goes_to_support_first(stranger: Any) -> None:
    aws = stranger.client("service-quotas")
    asked = aws.request_service_quota_increase(**INSTANCES, DesiredValue=500)["RequestedQuota"]
    seen: list[str] = []
    while "APPROVED" not in seen:
        status = aws.get_requested_service_quota_change(RequestId=asked["Id"])["RequestedQuota"]["Status"]
        seen += [status] if status not in seen else []
    assert seen == ["PENDING", "CASE_OPENED", "APPROVED"]


@pytest.mark.parametrize(
    "wrong", [{**ROLES, "DesiredValue": 1000}, {"ServiceCode": "iam", "QuotaCode": "L-F55AF5E4", "DesiredValue": 9000}]
)
def test_no_increase_is_not_taken(stranger: Any, wrong: dict[str, Any]) -> None:
    code = stranger.refused("service-quotas", "request_service_quota_increase", **wrong)
    assert code == "IllegalArgumentException"


def test_a_template_holds_increases_for_new_accounts(stranger: Any) -> None:
    aws = stranger.client("service-quotas")
    key = {**INSTANCES, "AwsRegion": "eu-west-1"}
    operation = "get_service_quota_increase_request_from_template"
    assert stranger.refused("service-quotas", operation, **key) == "NoSuchResourceException"
    aws.put_service_quota_increase_request_into_template(**key, DesiredValue=64)
    found = aws.get_service_quota_increase_request_from_template(**key)["ServiceQuotaIncreaseRequestInTemplate"]
    assert (found["QuotaName"][:27], found["DesiredValue"]) == ("Running On-Demand Standard ", 64.0)
    aws.delete_service_quota_increase_request_from_template(**key)
    assert aws.list_service_quota_increase_requests_in_template()["ServiceQuotaIncreaseRequestInTemplateList"] == []
    status = "ServiceQuotaTemplateAssociationStatus"
    aws.associate_service_quota_template()
    assert aws.get_association_for_service_quota_template()[status] == "ASSOCIATED"
    aws.disassociate_service_quota_template()
    assert aws.get_association_for_service_quota_template()[status] == "DISASSOCIATED"
