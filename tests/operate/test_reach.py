"""Accounts that do not answer yet: their role is tried until it does, against an STS that refuses at first."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from operate.deploy import Plan, deploy
from operate.news import News, Notice, Outcome
from operate.pulumi import Operation, Pulumi
from operate.reach import answers, refused_roles

ROLE = "arn:aws:iam::111122223333:role/OrganizationAccountAccessRole"
REFUSED = f"""unable to validate AWS credentials: Cannot assume IAM Role. IAM Role ({ROLE}) cannot be assumed.

There are a number of possible causes of this - the most common are:"""
_ASSUMED = """<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
<Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"""
_ERROR = "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>no</Message></Error></ErrorResponse>"


class Sts:
    """Answers AssumeRole with ``refusals`` first, then with keys."""

    def __init__(self, *refusals: str) -> None:
        self.left = list(refusals)
        self.calls = 0
        sts = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                sts.calls += 1
                code = sts.left.pop(0) if sts.left else None
                body = (_ERROR.format(code=code) if code else _ASSUMED).encode()
                self.send_response(403 if code else 200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def environment(self) -> dict[str, str]:
        endpoint = f"http://127.0.0.1:{self.server.server_port}"
        return {"AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"}


@pytest.fixture
def sts() -> Iterator[Sts]:
    made = Sts("AccessDenied", "AccessDenied")
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_the_role_is_read_from_what_a_provider_says() -> None:
    assert refused_roles([REFUSED, f"Cannot assume IAM Role {ROLE}: AccessDenied: no", "other"]) == [ROLE]
    assert refused_roles([f"creating a policy that names {ROLE}: MalformedPolicyDocument"]) == []


def test_it_is_tried_with_growing_pauses_until_it_answers(sts: Sts) -> None:
    pauses: list[float] = []
    assert answers(ROLE, sts.environment, 300, lambda seconds: pauses.append(seconds) or False)
    assert pauses == [1.0, 2.0]
    assert sts.calls == 3


def test_patience_ends_and_somebody_may_ask_to_stop(sts: Sts) -> None:
    sts.left = ["AccessDenied"] * 20
    pauses: list[float] = []
    assert not answers(ROLE, sts.environment, 60, lambda seconds: pauses.append(seconds) or False)
    assert pauses == [1.0, 2.0, 4.0, 8.0, 15.0, 15.0, 15.0]
    assert not answers(ROLE, sts.environment, 60, lambda _: True)


def test_what_time_does_not_heal_is_not_tried_again(sts: Sts) -> None:
    sts.left = ["ExpiredToken"]
    assert not answers(ROLE, sts.environment, 300, lambda _: False)
    assert sts.calls == 1


def test_a_run_waits_for_the_account_and_then_goes_on(fake: Any, sts: Sts) -> None:
    sts.left = []
    failed = {"diagnosticEvent": {"severity": "error", "message": REFUSED}}
    fake.tell(plat_dev={"refused_once": failed})
    news: list[News] = []
    pulumi = Pulumi(fake.pulumi.directory, {**fake.pulumi.environment, **sts.environment}, fake.pulumi.logs)
    report = deploy(Plan(Operation.UP, {"plat-dev": frozenset()}, 1), pulumi, news.append)
    assert [result.outcome for result in report.results] == [Outcome.SUCCEEDED]
    notices = [one.text for one in news if isinstance(one, Notice)]
    assert notices == [f"trying for up to 300 s until it answers: {ROLE}"]
    assert fake.begun == [("up", "plat-dev"), ("up", "plat-dev")]
