"""What goes over the wire when the simulated AWS answers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
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


def test_headers_and_body_are_sent_as_one(sent: list[bytes]) -> None:
    server = make_server(LOOPBACK, 0, _application, threaded=True, request_handler=AnswersInOnePiece)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    request = b"POST / HTTP/1.1\r\nHost: kms\r\nContent-Length: 2\r\n\r\n{}"
    try:
        with socket.create_connection((LOOPBACK, server.server_port)) as client:
            client.sendall(request)
            while client.recv(65536):
                pass
    finally:
        server.shutdown()
        server.server_close()

    answers = [piece for piece in sent if piece != request]
    assert len(answers) == 1
    assert answers[0].startswith(b"HTTP/1.1 200 OK\r\n")
    assert answers[0].endswith(b"\r\n\r\n" + _ANSWER)
