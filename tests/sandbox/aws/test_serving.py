"""What goes over the wire when the simulated AWS answers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from werkzeug.serving import make_server

from sandbox.aws.serving import LOOPBACK, AnswersInOnePiece

_ANSWER = b'{"Plaintext": "aGVsbG8="}'


def _application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    start_response("200 OK", [("Content-Length", str(len(_ANSWER)))])
    return [_ANSWER]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Everything that sockets are given to send, each time they are."""
    pieces: list[bytes] = []

    def recording(method: Callable[..., Any]) -> Callable[..., Any]:
        def send(self: socket.socket, data: bytes, *rest: Any) -> Any:
            pieces.append(bytes(data))
            return method(self, data, *rest)

        return send

    for name in ("send", "sendall"):
        monkeypatch.setattr(socket.socket, name, recording(getattr(socket.socket, name)), raising=False)
    return pieces


@pytest.fixture
def client() -> Iterator[socket.socket]:
    """A connection to a server that answers like the simulated AWS."""
    server = make_server(LOOPBACK, 0, _application, threaded=True, request_handler=AnswersInOnePiece)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with socket.create_connection((LOOPBACK, server.server_port), timeout=20) as connection:
            yield connection
    finally:
        server.shutdown()
        server.server_close()


def _received(client: socket.socket) -> bytes:
    return b"".join(iter(lambda: client.recv(65536), b""))


def test_headers_and_body_are_sent_as_one(client: socket.socket, sent: list[bytes]) -> None:
    request = b"POST / HTTP/1.1\r\nHost: kms\r\nContent-Length: 2\r\n\r\n{}"
    client.sendall(request)
    assert _received(client).endswith(_ANSWER)

    (answer,) = [piece for piece in sent if piece.startswith(b"HTTP/") or _ANSWER in piece]
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n") and answer.endswith(b"\r\n\r\n" + _ANSWER)


def test_a_body_that_waits_to_be_asked_for_is_asked_for_first(client: socket.socket) -> None:
    client.sendall(b"PUT / HTTP/1.1\r\nHost: s3\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
    assert client.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
    client.sendall(b"{}")
    answer = _received(client)
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n") and answer.endswith(_ANSWER)
