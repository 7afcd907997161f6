"""Ids that are known before a resource is."""

from __future__ import annotations

from typing import Any

import pytest

from operate.known_ids import Owner, known_id, owner_of

PROD = Owner("210987654321", "us-east-1", "aws")
MEMBER = {
    "region": "us-east-1",
    "assumeRoles": '[{"roleArn": "arn:aws:iam::210987654321:role/OrganizationAccountAccessRole"}]',
}


@pytest.mark.parametrize(
    ("kind", "inputs", "expected"),
    [
        ("budgets/budget:Budget", {"name": "acme-plat-prod-total"}, "210987654321:acme-plat-prod-total"),
        ("budgets/budget:Budget", {"name": "total", "accountId": "123456789012"}, "123456789012:total"),
        ("s3/bucket:Bucket", {"bucket": "acme-core-ue1-audit-cloudtrail"}, "acme-core-ue1-audit-cloudtrail"),
        ("kms/alias:Alias", {"name": "alias/acme-state"}, "alias/acme-state"),
        ("iam/role:Role", {"name": "RootstockQuotas"}, "RootstockQuotas"),
        ("iam/accountAlias:AccountAlias", {"accountAlias": "acme-plat-prod"}, "acme-plat-prod"),
        ("cloudwatch/logGroup:LogGroup", {"name": "trail"}, "trail"),
        ("dynamodb/table:Table", {"name": "acme-lock"}, "acme-lock"),
        ("ssm/document:Document", {"name": "SSM-SessionManagerRunShell"}, "SSM-SessionManagerRunShell"),
        ("accessanalyzer/analyzer:Analyzer", {"analyzerName": "acme-access"}, "acme-access"),
        (
            "cloudtrail/trail:Trail",
            {"name": "acme", "region": "eu-west-1"},
            "arn:aws:cloudtrail:eu-west-1:210987654321:trail/acme",
        ),
        ("sns/topic:Topic", {"name": "acme-budgets"}, "arn:aws:sns:us-east-1:210987654321:acme-budgets"),
        (
            "servicequotas/serviceQuota:ServiceQuota",
            {"serviceCode": "vpc", "quotaCode": "L-F678F1CE"},
            "vpc/L-F678F1CE",
        ),
        (
            "organizations/delegatedAdministrator:DelegatedAdministrator",
            {"accountId": "210987654321", "servicePrincipal": "guardduty.amazonaws.com"},
            "210987654321/guardduty.amazonaws.com",
        ),
        ("securityhub/account:Account", {"enableDefaultStandards": False, "region": "eu-west-1"}, "210987654321"),
        (
            "iam/openIdConnectProvider:OpenIdConnectProvider",
            {"url": "https://token.actions.githubusercontent.com"},
            "arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com",
        ),
        ("kms/key:Key", {"description": "Encrypts state"}, None),
        ("s3/bucket:Bucket", {}, None),
    ],
)
def test_the_id_is_the_name_or_made_of_it(kind: str, inputs: dict[str, Any], expected: str | None) -> None:
    assert known_id(f"aws:{kind}", inputs, lambda: PROD) == expected


def test_the_owner_is_the_account_whose_role_the_provider_assumes() -> None:
    assert owner_of(MEMBER, {}) == PROD


def test_without_a_role_the_owner_is_whoever_the_credentials_belong_to(monkeypatch: pytest.MonkeyPatch) -> None:
    class Sts:
        def get_caller_identity(self) -> dict[str, str]:
            return {"Arn": "arn:aws-us-gov:iam::123456789012:user/SuperAdmin"}

    monkeypatch.setattr("operate.known_ids.client", lambda service, _: {"sts": Sts()}[service])
    assert owner_of({"region": "us-gov-west-1"}, {}) == Owner("123456789012", "us-gov-west-1", "aws-us-gov")
