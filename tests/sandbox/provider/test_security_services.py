"""Lives of resources of Access Analyzer, GuardDuty, Security Hub and RAM."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.provider.engine import Engine
from tests.sandbox.provider.life import Case, live
from tests.sandbox.provider.surroundings import given, member_of_new_organization, organization


def administered(engine: Engine, service: str) -> None:
    """The account administers a service for an organization."""
    organization(engine)
    engine.client(service).enable_organization_admin_account(AdminAccountId=engine.account)


def administered_detector(engine: Any) -> str:
    """The detector that GuardDuty gives to who administers it."""
    administered(engine, "guardduty")
    (detector,) = engine.client("guardduty").list_detectors()["DetectorIds"]
    return str(detector)


CASES = [
    Case(
        "aws:accessanalyzer/analyzer:Analyzer",
        lambda _: {"analyzerName": "external"},
        ({"tags": {"a": "b"}},),
        id="external",
    ),
    Case(
        "aws:ram/sharingWithOrganization:SharingWithOrganization",
        lambda engine: given(organization(engine)),
        id="{account}",
    ),
    Case(
        "aws:guardduty/detector:Detector",
        lambda _: {"enable": True, "findingPublishingFrequency": "ONE_HOUR"},
        ({"enable": False}, {"findingPublishingFrequency": "SIX_HOURS"}, {"tags": {"a": "b"}}),
    ),
    Case(
        "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
        lambda engine: {"adminAccountId": member_of_new_organization(engine).id},
        id="{adminAccountId}",
    ),
    Case(
        "aws:securityhub/account:Account",
        lambda _: {"enableDefaultStandards": False},
        ({"autoEnableControls": False},),
        id="{account}",
    ),
    Case(
        "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount",
        lambda engine: {"adminAccountId": member_of_new_organization(engine).id},
        id="{adminAccountId}",
    ),
    Case(
        "aws:guardduty/organizationConfiguration:OrganizationConfiguration",
        lambda engine: {"detectorId": administered_detector(engine), "autoEnableOrganizationMembers": "ALL"},
        ({"autoEnableOrganizationMembers": "NEW"},),
        id="{detectorId}",
        stays=True,
    ),
    Case(
        "aws:securityhub/organizationConfiguration:OrganizationConfiguration",
        lambda engine: {"autoEnable": True} | given(administered(engine, "securityhub")),
        ({"autoEnable": False},),
        id="{account}",
        stays=True,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_life(engine: Engine, case: Case) -> None:
    live(engine, case)
