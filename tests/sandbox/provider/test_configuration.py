"""The provider's own arguments: what is refused, what they mean, whose account they lead to."""

from __future__ import annotations

import json

import pytest

from sandbox.provider.configuration import check_configuration, settings
from sandbox.provider.endpoint import endpoint, is_loopback
from sandbox.provider.errors import ProviderError
from sandbox.provider.wire import UNKNOWN
from tests.sandbox.provider.engine import Engine, Refused

IDENTITY = "aws:index/getCallerIdentity:getCallerIdentity"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"region": "us-east-1", "skipMetadataApiCheck": "true", "version": "7.51.1"}, []),
        ({"regoin": "us-east-1"}, ["Invalid or unknown key 'regoin' (did you mean 'region'?)"]),
        ({"assumeRole": "{}"}, ["Invalid or unknown key 'assumeRole' (did you mean 'assumeRoles'?)"]),
        ({"assumeRoles": json.dumps([{"roleArn": "arn:aws:iam::123456789012:role/a"}])}, []),
        ({"assumeRoles": json.dumps([{"sessionName": "me"}])}, ["'assumeRoles[0]' needs a 'roleArn'"]),
        ({"assumeRoles": json.dumps([{"roleArn": "a"}])}, ["'assumeRoles[0].roleArn': (a) is an invalid ARN"]),
        ({"allowedAccountIds": "[1"}, ["'allowedAccountIds' could not be read as JSON: '[1'"]),
        (
            {"allowedAccountIds": '["1"]', "forbiddenAccountIds": '["2"]'},
            ["'allowedAccountIds' conflicts with 'forbiddenAccountIds'"],
        ),
        ({"assumeRoles": UNKNOWN, "allowedAccountIds": UNKNOWN}, []),
        ({"retryMode": "legacy"}, ["'retryMode': expected to be one of ['standard', 'adaptive'], got 'legacy'"]),
    ],
)
def test_arguments_are_checked(arguments: dict[str, str], expected: list[str]) -> None:
    assert [failure.reason for failure in check_configuration(arguments)] == expected


def test_arguments_and_environment_together() -> None:
    arguments = {
        "region": "eu-west-1",
        "defaultTags": '{"tags": {"Namespace": "acme"}}',
        "ignoreTags": '{"keyPrefixes": ["aws-"]}',
        "endpoints": '[{"sts": "http://127.0.0.1:1"}]',
        "allowedAccountIds": '["123456789012"]',
    }
    environment = {"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s",
                   "TF_AWS_DEFAULT_TAGS_Stage": "root", "AWS_SESSION_TOKEN": "t"}  # fmt: skip
    found = settings(arguments, environment)
    assert (found.region, found.access_key, found.secret_key, found.token) == ("eu-west-1", "k", "s", "t")
    assert found.tags.all({"Name": "n"}) == {"Stage": "root", "Namespace": "acme", "Name": "n"}
    assert found.tags.seen({"aws-x": "1", "aws:y": "2", "Name": "n"}) == {"Name": "n"}
    assert found.endpoints == {"sts": "http://127.0.0.1:1"}
    assert found.allowed_account_ids == {"123456789012"}


@pytest.mark.parametrize("url", ["http://127.0.0.1:5000", "http://localhost:5000", "http://[::1]:5000"])
def test_loopback(url: str) -> None:
    assert is_loopback(url)


@pytest.mark.parametrize(
    "url",
    ["https://organizations.us-east-1.amazonaws.com", "http://10.0.0.1", "http://127.0.0.1.acme.invalid", "nonsense"],
)
def test_nothing_but_loopback_is_an_endpoint(url: str) -> None:
    with pytest.raises(ProviderError, match="is not on this machine"):
        endpoint("sts", {"sts": url}, {})


def test_an_endpoint_comes_from_the_arguments_or_the_environment() -> None:
    environment = {"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:2"}
    assert endpoint("sts", {"sts": "http://127.0.0.1:3"}, environment) == "http://127.0.0.1:3"
    assert endpoint("sts", {}, environment) == "http://127.0.0.1:2"
    assert endpoint("iam", {}, environment) == "http://127.0.0.1:1"
    with pytest.raises(ProviderError, match="there is no endpoint for iam"):
        endpoint("iam", {}, {})


def test_configure_knows_the_account(bare_engine: Engine) -> None:
    bare_engine.configure(allowedAccountIds=[bare_engine.account])
    assert bare_engine.invoke(IDENTITY)["accountId"] == bare_engine.account


def test_another_account_is_not_allowed(bare_engine: Engine) -> None:
    with pytest.raises(Refused, match=f"AWS account ID not allowed: {bare_engine.account}"):
        bare_engine.configure(allowedAccountIds=["210987654321"])
    with pytest.raises(Refused, match=f"AWS account ID not allowed: {bare_engine.account}"):
        bare_engine.configure(forbiddenAccountIds=[bare_engine.account])


def test_an_endpoint_outside_is_refused_at_once(bare_engine: Engine) -> None:
    with pytest.raises(Refused, match="talks to a simulated AWS at a loopback address and to nothing else"):
        bare_engine.configure(endpoints=[{"sts": "https://sts.amazonaws.com"}])


def test_nothing_works_before_it_is_configured(bare_engine: Engine) -> None:
    with pytest.raises(Refused, match="the provider was not configured"):
        bare_engine.invoke(IDENTITY)


def test_roles_are_assumed_one_after_the_other(engine: Engine, bare_engine: Engine) -> None:
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": engine.account}}
    role = engine.make(
        "aws:iam/role:Role", name="deployer", assumeRolePolicy={"Version": "2012-10-17", "Statement": [trust]}
    )
    second = engine.make(
        "aws:iam/role:Role", name="second", assumeRolePolicy={"Version": "2012-10-17", "Statement": [trust]}
    )
    engine.configure(
        assumeRoles=[{"roleArn": role.state["arn"]}, {"roleArn": second.state["arn"], "sessionName": "me"}]
    )
    assert engine.invoke(IDENTITY)["arn"] == f"arn:aws:sts::{engine.account}:assumed-role/second/me"


def test_a_role_that_is_not_there(engine: Engine) -> None:
    arn = f"arn:aws:iam::{engine.account}:role/nobody"
    with pytest.raises(Refused, match=f"Cannot assume IAM Role {arn}: AssumeRole: AccessDenied"):
        engine.configure(assumeRoles=[{"roleArn": arn}])
