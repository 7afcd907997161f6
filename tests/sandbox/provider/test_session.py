"""Sessions with the simulated AWS: trouble on the way, and nothing that leads out of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sandbox.provider.configuration import Settings
from sandbox.provider.errors import ProviderError
from sandbox.provider.session import Aws

_IDENTITY = b"""<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws-us-gov:iam::123456789012:user/me</Arn><UserId>me</UserId><Account>123456789012</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>"""
_THROTTLED = b"<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>"


class Troubled(ThreadingHTTPServer):
    """Answers GetCallerIdentity, after as many throttles, failures and closed connections as it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.trouble: list[str] = []
        self.asked = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Troubled

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1
        trouble = self.server.trouble.pop(0) if self.server.trouble else ""
        if trouble == "closed":
            self.close_connection = True
            return
        status, body = {"throttled": (400, _THROTTLED), "failed": (500, b"")}.get(trouble, (200, _IDENTITY))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def troubled() -> Iterator[Troubled]:
    server = Troubled()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def settings(url: str) -> Settings:
    return Settings("us-gov-west-1", "key", "secret", endpoints={"sts": url}, max_retries=5)


def test_passing_trouble_is_not_noticed(troubled: Troubled) -> None:
    troubled.trouble = ["throttled", "failed", "closed"]
    aws = Aws(settings(troubled.url))
    assert (aws.account_id, aws.partition, troubled.asked) == ("123456789012", "aws-us-gov", 4)


def test_trouble_that_stays_is_told(troubled: Troubled) -> None:
    troubled.trouble = ["throttled"] * 9
    with pytest.raises(ProviderError, match=r"unable to validate AWS credentials\. .*Throttling: Rate exceeded"):
        Aws(settings(troubled.url))
    assert troubled.asked == 5


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(ProviderError, match=r"the simulated AWS does not answer: .*127\.0\.0\.1:1/"):
        Aws(settings("http://127.0.0.1:1"))


def test_the_users_own_settings_of_aws_do_not_matter(
    troubled: Troubled, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "config").write_text(
        "[default]\nregion = mars-1\n[profile real]\nendpoint_url = https://acme.invalid\n"
    )
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_PROFILE", "real")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert Aws(settings(troubled.url)).account_id == "123456789012"


def test_region_and_keys_are_needed() -> None:
    with pytest.raises(ProviderError, match="Missing region"):
        Aws(Settings("", "key", "secret"))
    with pytest.raises(ProviderError, match="No valid credential sources found"):
        Aws(Settings("us-east-1", "", ""))
