"""The door of the simulated AWS: who asks, which service is meant, and what is said when none answers."""

from __future__ import annotations

import json
import logging
import os
import re
import socket
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from sandbox.aws import control, credentials, services
from sandbox.aws.operation import operation
from sandbox.aws.page import pages
from sandbox.aws.refusal import REST_JSON, Refusal
from sandbox.aws.trouble.faults import Kind
from sandbox.aws.trouble.gate import AnswerLost, Gate
from sandbox.server import HEALTH_PATH

Answer = tuple[int, list[tuple[str, str]], bytes]

log = logging.getLogger("sandbox.aws")

_CREDENTIAL = re.compile(r"Credential=([^/,\s]+)/\d{8}/([^/]*)/([^/]+)/aws4_request")
_ACCOUNT_HOST = re.compile(r"^\d{12}\.")
_ERROR_CODE = re.compile(r'<Code>([^<]+)</Code>|"(?:__type|code)": ?"([^"]+)"')
_LONGEST_TEXT = 65536


class Application:
    """The WSGI application of the simulated AWS."""

    def __init__(self, snapshots: Path) -> None:
        self._snapshots = snapshots
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._gate = Gate()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answers one request."""
        path = str(environ.get("PATH_INFO", ""))
        if path == HEALTH_PATH:
            body = json.dumps({"pid": os.getpid()}).encode()
            start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
            return [body]
        if path == pages.PREFIX or path.startswith(f"{pages.PREFIX}/"):
            if environ["REQUEST_METHOD"] == "POST":
                status, headers, body = control.answer(path, environ, self._snapshots)
            else:
                status, headers, body = pages.answer(path, self._gate.ledger)
            start_response(f"{status} {_phrase(status)}", _complete(headers, len(body), environ))
            return [body]
        began = time.monotonic()
        access_key_id, service = _signed_for(environ)
        asked_for = operation(service, environ, lambda: _body(environ))
        trouble = ""
        try:
            _check_key(access_key_id, service, environ)
            account_id, asked = credentials.caller(access_key_id).account_id, _asked(environ)
            trouble, refused = self._gate.enter(account_id, service, asked_for, asked)
            if refused:
                raise refused
            status, headers, body = self._answer(service, environ)
            if status < HTTPStatus.BAD_REQUEST:
                self._gate.done(account_id, service, asked_for, asked, body)
        except Refusal as refusal:
            status, headers, body = refusal.render(service, environ)
        except Exception:
            log.exception("%s failed", asked_for)
            failure = Refusal("InternalFailure", "The simulated AWS failed; its log says why.", 500)
            status, headers, body = failure.render(service, environ)
        self._note(environ, service, asked_for, access_key_id, status, body, trouble, time.monotonic() - began)
        if trouble == Kind.TIMEOUT:
            _hang_up(environ)
        start_response(f"{status} {_phrase(status)}", _complete(headers, len(body), environ))
        return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _answer(self, service: str, environ: dict[str, Any]) -> Answer:
        kind = services.response_class(service)
        if kind is None:
            return self._ask_moto(service, environ)
        if service in services.PARTIAL and not services.has(kind, _body(environ)):
            return self._ask_moto(service, environ)
        status, headers, body = services.answer(kind, environ)
        return status, list(headers.items()), body

    def _ask_moto(self, service: str, environ: dict[str, Any]) -> Answer:
        if service:
            host = self._moto.infer_service_region_host(environ, environ.get("PATH_INFO", ""))
            if self._moto.get_backend_for_host(host) is None:
                raise Refusal("UnknownOperationException", f"The sandbox does not simulate {service}.", 404)
        heard: list[Any] = []

        def hear(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:  # noqa: ARG001
            heard[:] = [int(status.split(" ", 1)[0]), headers]

        try:
            body = b"".join(self._moto(environ, hear))
        except NotImplementedError as error:
            raise Refusal("NotImplemented", f"The sandbox does not simulate this: {error}", 501) from error
        if heard[0] == HTTPStatus.NOT_FOUND and b"<!doctype html>" in body.lower():
            raise Refusal("UnknownOperationException", f"The sandbox does not simulate this call of {service}.", 404)
        return heard[0], heard[1], body

    def _note(
        self,
        environ: dict[str, Any],
        service: str,
        asked_for: str,
        access_key_id: str,
        status: int,
        body: bytes,
        trouble: str,
        seconds: float,
    ) -> None:
        caller = credentials.caller(access_key_id)
        signature = _CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
        self._gate.ledger.note(
            trouble,
            account_id=caller.account_id,
            principal=caller.arn.rpartition(":")[2],
            region=signature[2] if signature else "",
            service=service or "-",
            operation=asked_for,
            status=status,
            milliseconds=round(seconds * 1000, 1),
            error=_code(body) if status >= HTTPStatus.BAD_REQUEST else "",
        )
        said = f" ({trouble})" if trouble else ""
        log.info("%s %s %s %d %.0f ms%s", caller.account_id, service or "-", asked_for, status, seconds * 1000, said)


def _signed_for(environ: dict[str, Any]) -> tuple[str, str]:
    """Access key id and service of a request; empty texts when it is not signed."""
    signature = _CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
    if not signature:
        # Whoever comes with a token instead of a key does not sign.
        form = environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
        return "", "sts" if form and b"Action=AssumeRoleWith" in _body(environ) else ""
    access_key_id, _, service = signature.groups()
    if service == "s3":
        host = environ.get("HTTP_HOST", "")
        if _ACCOUNT_HOST.match(host):
            environ.setdefault("HTTP_X_AMZ_ACCOUNT_ID", host[:12])
            environ["HTTP_HOST"] = host[13:]
        if environ.get("PATH_INFO", "").startswith("/v20180820/"):
            service = "s3control"
    return access_key_id, service


def _body(environ: dict[str, Any]) -> bytes:
    body: bytes = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = BytesIO(body)
    return body


def _check_key(access_key_id: str, service: str, environ: dict[str, Any]) -> None:
    known = credentials.known(access_key_id)
    json_protocol = "HTTP_X_AMZ_TARGET" in environ or service in REST_JSON
    if known is None and access_key_id.startswith(credentials.TEMPORARY_PREFIX):
        # Temporary keys of an earlier life must not turn into the administrator's.
        code = "UnrecognizedClientException" if json_protocol else "InvalidClientTokenId"
        code = {"s3": "InvalidAccessKeyId", "s3control": "InvalidAccessKeyId", "ec2": "AuthFailure"}.get(service, code)
        raise Refusal(code, "The security token included in the request is invalid.", 403)
    if known is not None and known.expired:
        code = "ExpiredTokenException" if json_protocol else "ExpiredToken"
        raise Refusal(code, "The security token included in the request is expired", 403)


def _complete(headers: list[tuple[str, str]], length: int, environ: dict[str, Any]) -> list[tuple[str, str]]:
    # The server adds its own date; moto leaves out the type of what it answers in JSON.
    kept = [(name, value) for name, value in headers if name.lower() not in ("content-length", "date", "server")]
    if not any(name.lower() == "content-type" for name, _ in kept) and "HTTP_X_AMZ_TARGET" in environ:
        kept.append(("Content-Type", environ.get("CONTENT_TYPE", "application/x-amz-json-1.1")))
    if environ["REQUEST_METHOD"] == "HEAD":
        return [*kept, *[(name, value) for name, value in headers if name.lower() == "content-length"]]
    return [*kept, ("Content-Length", str(length))]


def _asked(environ: dict[str, Any]) -> bytes:
    """The request as text: where it goes and what it carries, as far as that is not a file."""
    if environ.get("HTTP_X_AMZ_TARGET"):
        return _body(environ)
    path = f"{environ.get('PATH_INFO', '')} {environ.get('QUERY_STRING', '')} ".encode()
    return path + (_body(environ) if int(environ.get("CONTENT_LENGTH") or 0) < _LONGEST_TEXT else b"")


def _code(body: bytes) -> str:
    found = _ERROR_CODE.search(body[:_LONGEST_TEXT].decode(errors="replace"))
    return next(filter(None, found.groups())).rpartition("#")[2] if found else ""


def _hang_up(environ: dict[str, Any]) -> None:
    connection = environ.get("werkzeug.socket")
    if connection is not None:
        connection.shutdown(socket.SHUT_RDWR)
    raise AnswerLost


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
