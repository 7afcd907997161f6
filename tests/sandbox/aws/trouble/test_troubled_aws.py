"""A simulated AWS with trouble, as its callers meet it."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError

from sandbox.home import Home
from sandbox.server import launch, shut_down

Start = Callable[..., "Troubled"]


class Troubled:
    """A simulated AWS and its management account, whose clients try once."""

    def __init__(self, url: str) -> None:
        self.url = url

    def client(self, service: str) -> Any:
        return boto3.client(
            service,
            region_name="us-east-1",
            endpoint_url=self.url,
            aws_access_key_id="123456789012",
            aws_secret_access_key="any",
            config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}, proxies={}),
        )

    @property
    def summary(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.url}/_rootstock/state.json") as answer:
            found: dict[str, Any] = json.load(answer)["summary"]
        return found


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a simulated AWS with the options given."""
    home = Home(tmp_path / "home")
    home.make()

    def started(*options: str) -> Troubled:
        return Troubled(launch(home, tmp_path, "123456789012", options).url)

    yield started
    shut_down(home)


def _code(call: Callable[[], Any]) -> tuple[str, int]:
    with pytest.raises(ClientError) as caught:
        call()
    response = caught.value.response
    return str(response["Error"]["Code"]), int(response["ResponseMetadata"]["HTTPStatusCode"])


def test_each_service_refuses_in_its_own_words(start: Start) -> None:
    aws = start("--faults=throttling=#1", "--faults=internal=#2")
    calls: dict[str, Callable[[], Any]] = {
        "organizations": aws.client("organizations").create_organization,
        "iam": aws.client("iam").list_roles,
        "ec2": aws.client("ec2").describe_regions,
        "s3": aws.client("s3").list_buckets,
        "account": aws.client("account").get_contact_information,
    }
    assert {service: (_code(call), _code(call)) for service, call in calls.items()} == {
        "organizations": (("TooManyRequestsException", 400), ("ServiceException", 500)),
        "iam": (("Throttling", 400), ("ServiceFailure", 500)),
        "ec2": (("RequestLimitExceeded", 503), ("InternalError", 500)),
        "s3": (("SlowDown", 503), ("InternalError", 500)),
        "account": (("TooManyRequestsException", 429), ("InternalServerException", 500)),
    }
    assert calls["organizations"]()["Organization"]["FeatureSet"] == "ALL"
    assert (aws.summary["faults"]["throttling"], aws.summary["faults"]["internal"]) == (5, 5)


def test_after_a_lost_answer_what_was_asked_for_is_done(start: Start) -> None:
    organizations = start("--faults=timeout=#1:organizations.CreateOrganization").client("organizations")
    with pytest.raises(ConnectionClosedError):
        organizations.create_organization()
    assert organizations.describe_organization()["Organization"]["FeatureSet"] == "ALL"
    assert _code(organizations.create_organization) == ("AlreadyInOrganizationException", 400)


def test_what_was_just_made_is_not_seen_at_once(start: Start) -> None:
    aws = start("--faults=late=#1")
    iam = aws.client("iam")
    trust = {"Version": "2012-10-17", "Statement": []}
    iam.create_role(RoleName="reader", AssumeRolePolicyDocument=json.dumps(trust))
    assert _code(lambda: iam.get_role(RoleName="reader")) == ("NoSuchEntity", 404)
    assert iam.get_role(RoleName="reader")["Role"]["RoleName"] == "reader"


def test_what_was_there_before_is_always_seen(start: Start) -> None:
    aws = start("--faults=late=100%")
    iam = aws.client("iam")
    iam.create_role(RoleName="other", AssumeRolePolicyDocument="{}")
    assert _code(lambda: iam.get_role(RoleName="unknown-role")) == ("NoSuchEntity", 404)
    assert aws.summary["faults"]["late"] == 0


def test_awss_rates_hold_and_a_fast_clock_shortens_the_wait(start: Start) -> None:
    aws = start("--rates=aws", "--speed=5")
    organizations = aws.client("organizations")
    organizations.create_organization()

    def close() -> tuple[str, int]:
        return _code(lambda: organizations.close_account(AccountId="999999999999"))

    assert [close(), close()] == [("AccountNotFoundException", 400), ("TooManyRequestsException", 400)]
    time.sleep(4.1)  # for the 20 seconds between two closures; two calls in a row are faster on any machine
    assert close() == ("AccountNotFoundException", 400)
    assert aws.summary["throttled"] == 1
    assert aws.summary["least_seconds"] == pytest.approx(20.0)


def test_latency_is_in_seconds_of_its_clock(start: Start) -> None:
    sts = start("--latency=3", "--speed=10").client("sts")
    began = time.monotonic()
    sts.get_caller_identity()
    assert time.monotonic() - began >= 0.3


def test_without_options_nothing_is_throttled_and_the_least_time_is_known_all_the_same(start: Start) -> None:
    aws = start()
    organizations = aws.client("organizations")
    organizations.create_organization()
    for _ in range(12):
        organizations.describe_organization()
    assert (aws.summary["throttled"], aws.summary["least_seconds"]) == (0, 10.0)


@pytest.mark.parametrize(
    ("option", "says"), [("--faults=often", "'often' is no fault"), ("--speed=0", "'0' is no speed: more than 0")]
)
def test_an_option_that_makes_no_sense_is_refused(start: Start, option: str, says: str) -> None:
    with pytest.raises(Exception, match=says):
        start(option)
