"""What the simulated AWS does not know it refuses in the protocol's own words."""

from __future__ import annotations

import http.client
import json
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("service", "operation", "arguments"),
    [
        ("organizations", "list_handshakes_for_account", {}),
        ("iam", "generate_organizations_access_report", {"EntityPath": "o-aaaaaaaaaa/r-aaaa"}),
        ("account", "get_gov_cloud_account_information", {}),
        ("accessanalyzer", "list_policy_generations", {}),
    ],
)
def test_an_operation_that_is_not_simulated_says_so(
    stranger: Any, service: str, operation: str, arguments: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    acting = request.getfixturevalue("organization") if service == "organizations" else stranger
    with pytest.raises(Exception, match="The sandbox does not simulate"):
        getattr(acting.client(service), operation)(**arguments)


def _ask(stranger: Any, service: str, headers: dict[str, str], body: str) -> tuple[int, str]:
    host = stranger.url.removeprefix("http://")
    connection = http.client.HTTPConnection(host)
    credential = f"AWS4-HMAC-SHA256 Credential={stranger.id}/20260101/us-east-1/{service}/aws4_request"
    connection.request("POST", "/", body, {"Authorization": credential, **headers})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_an_operation_that_aws_does_not_have_is_refused_in_json(stranger: Any) -> None:
    target = {
        "X-Amz-Target": "ServiceQuotasV20190624.MakeCoffee",
        "Content-Type": "application/x-amz-json-1.1",
    }
    status, body = _ask(stranger, "servicequotas", target, "{}")
    assert (status, json.loads(body)["__type"]) == (400, "UnknownOperationException")


@pytest.mark.parametrize("service", ["iam", "sts"])
def test_an_operation_that_aws_does_not_have_is_refused_in_xml(stranger: Any, service: str) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    status, body = _ask(stranger, service, form, "Action=MakeCoffee&Version=2010-05-08")
    assert status == 400
    assert "<Code>InvalidAction</Code>" in body
    assert "MakeCoffee is not valid for this web service" in body


def test_a_service_that_aws_does_not_have_is_refused(stranger: Any) -> None:
    status, body = _ask(stranger, "coffee", {"X-Amz-Target": "Coffee.Make"}, "{}")
    assert (status, json.loads(body)["__type"]) == (404, "UnknownOperationException")
