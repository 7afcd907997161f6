"""What is asked of Service Quotas, and what is only reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from blocks.quota import resource
from blocks.quota.requests import OpenRequest
from blocks.quota.resource import TYPE, quota_requests
from blocks.quota.variables import WantedQuota
from blocks.recorded import Recorded, RecordedResource
from blocks.wiring import Wiring
from model.finding import Problem

VPCS = {"service_code": "vpc", "quota_code": "L-F678F1CE"}
Asked = Callable[..., tuple[dict[str, Any], dict[str, Any], list[Problem]]]


@pytest.fixture
def asked(recorder: Any, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What is registered and returned for wanted quotas, where AWS grants 5, and what is reported besides."""

    def _asked(
        quotas: Mapping[str, Any], granted: float = 5, pending: OpenRequest | None = None, recorded: str = ""
    ) -> tuple[dict[str, Any], dict[str, Any], list[Problem]]:
        reported: list[Problem] = []
        recorder.answers["aws:servicequotas/getService:getService"] = lambda _: {"serviceCode": "vpc"}
        recorder.answers["aws:servicequotas/getServiceQuota:getServiceQuota"] = lambda arguments: {
            "serviceCode": arguments["serviceCode"],
            "quotaCode": arguments.get("quotaCode") or "L-F678F1CE",
            "quotaName": "VPCs per Region",
            "value": granted,
        }
        monkeypatch.setattr(resource, "open_request", lambda *_: pending)
        state = Recorded((RecordedResource(f"urn::{recorded}", TYPE, recorded, {}),) if recorded else ())

        def program() -> Any:
            provider = aws.Provider("plat-prod", region="us-east-1")
            wiring = Wiring(provider, Path(), "plat-prod", recorded=state, report=reported.append)
            wanted = {key: WantedQuota.model_validate(one) for key, one in quotas.items()}
            return quota_requests("q", wanted, "quotas", "us-east-1", wiring, pulumi.ResourceOptions(provider=provider))

        recording = recorder.run(program)
        made = {name: dict(one.inputs) for name, one in recording.of_type(TYPE).items()}
        assert all(one.ignore_changes == ("value",) for one in recording.of_type(TYPE).values())
        return made, recording.result, reported

    return _asked


def test_the_wanted_value_is_in_the_name_and_asked_in_its_region(asked: Asked) -> None:
    made, result, reported = asked({"vpcs": {**VPCS, "value": 20, "region": "eu-west-1"}})
    assert made == {
        "q-vpcs-20": {"serviceCode": "vpc", "quotaCode": "L-F678F1CE", "value": 20.0, "region": "eu-west-1"}
    }
    assert result["vpcs"] == {
        "service_code": "vpc",
        "quota_code": "L-F678F1CE",
        "quota_name": "VPCs per Region",
        "region": "eu-west-1",
        "requested": 20.0,
        "granted": 5.0,
        "pending": None,
    }
    assert reported == []


def test_names_are_looked_up(asked: Asked) -> None:
    name = "Amazon Virtual Private Cloud (Amazon VPC)"
    made, _, _ = asked({"vpcs": {"service_name": name, "quota_name": "VPCs per Region", "value": 20}})
    assert made["q-vpcs-20"]["quotaCode"] == "L-F678F1CE"


def test_a_global_quota_goes_to_its_region(asked: Asked) -> None:
    made, _, _ = asked({"roles": {"service_code": "iam", "quota_code": "L-FE177D64", "value": 2000}}, granted=1000)
    assert made["q-roles-2000"]["region"] == "us-east-1"


def test_a_quota_never_shrinks(asked: Asked) -> None:
    made, _, (problem,) = asked({"vpcs": {**VPCS, "value": 20}}, granted=50)
    assert made["q-vpcs-20"]["value"] == 50
    assert (problem.rule, problem.severity, problem.path) == ("RS315", "warning", ("vars", "quotas", "vpcs", "value"))


def test_what_was_asked_before_and_granted_more_of_is_no_matter(asked: Asked) -> None:
    made, _, reported = asked({"vpcs": {**VPCS, "value": 20}}, granted=50, recorded="q-vpcs-20")
    assert (list(made), reported) == (["q-vpcs-20"], [])


def test_a_request_opened_elsewhere_is_reported_and_not_asked_again(asked: Asked) -> None:
    made, result, (problem,) = asked({"vpcs": {**VPCS, "value": 20}}, pending=OpenRequest(30, "CASE_OPENED"))
    assert made == {}
    assert result["vpcs"]["pending"] == 30
    assert (problem.rule, problem.severity) == ("RS316", "warning")
    assert "a request for 30 is open already (CASE_OPENED)" in problem.message


def test_our_own_open_request_stays_as_it_is(asked: Asked) -> None:
    made, result, reported = asked(
        {"vpcs": {**VPCS, "value": 20}}, pending=OpenRequest(20, "PENDING"), recorded="q-vpcs-20"
    )
    assert (list(made), result["vpcs"]["pending"], reported) == (["q-vpcs-20"], 20, [])


def test_a_quota_without_value_is_only_reported(asked: Asked) -> None:
    made, result, _ = asked({"vpcs": VPCS})
    assert (made, result["vpcs"]["granted"], result["vpcs"]["requested"]) == ({}, 5, None)
