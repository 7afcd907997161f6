"""Quotas of an organization: how many accounts it has, and how many of them may be closed in a month."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore.session
import pytest

from sandbox.aws.organizations import limits
from sandbox.home import Home
from sandbox.server import ServerRecord, launch, shut_down
from tests.sandbox.aws.acting import until


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerRecord]:
    """A simulated AWS with narrow quotas."""
    home = Home(tmp_path_factory.mktemp("narrow"))
    home.make()
    quick = ["--account-creation-seconds", "0.05", "--policy-type-seconds", "0.02", "--closing-seconds", "0.05"]
    yield launch(home, Path.cwd(), "123456789012", [*quick, "--account-limit", "4", "--closures-always-allowed", "1"])
    shut_down(home)


def test_an_account_beyond_the_limit_fails(organization: Any) -> None:
    for number in range(3):
        organization.account(f"account-{number}")
    request = organization.ask_for_account(AccountName="late", Email=f"late@{organization.id}.example")
    assert organization.outcome(request) == {
        "AccountName": "late",
        "State": "FAILED",
        "FailureReason": "ACCOUNT_LIMIT_EXCEEDED",
    }


def test_a_granted_increase_makes_room(organization: Any) -> None:
    quotas = organization.client("service-quotas", region="us-east-1")
    code = {"ServiceCode": "organizations", "QuotaCode": "L-E619E033"}
    assert quotas.get_service_quota(**code)["Quota"]["Value"] == 4
    for number in range(3):
        organization.account(f"account-{number}")
    asked = quotas.request_service_quota_increase(**code, DesiredValue=5)["RequestedQuota"]["Id"]
    until(lambda: quotas.get_requested_service_quota_change(RequestId=asked)["RequestedQuota"]["Status"] == "APPROVED")
    organization.account("one-more")


def test_a_closure_beyond_the_quota_is_refused(organization: Any) -> None:
    first, second = organization.account("first"), organization.account("second")
    organization.organizations.close_account(AccountId=first)
    assert organization.refused("organizations", "close_account", AccountId=second) == (
        "ConstraintViolationException",
        "CLOSE_ACCOUNT_QUOTA_EXCEEDED",
    )


def test_every_policy_type_of_aws_has_limits() -> None:
    model = botocore.session.get_session().get_service_model("organizations")
    assert sorted(limits.POLICY_TYPES) == sorted(model.shape_for("PolicyType").enum)
