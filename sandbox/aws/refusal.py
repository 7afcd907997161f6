"""Errors as AWS words them in each protocol, for requests that no service gets to see."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4
from xml.sax.saxutils import escape

REST_JSON = frozenset(
    {
        "access-analyzer",
        "accessanalyzer",
        "account",
        "backup",
        "guardduty",
        "inspector2",
        "lambda",
        "ram",
        "securityhub",
    }
)


@dataclass(frozen=True)
class Refusal(Exception):
    """An error answer of AWS."""

    code: str
    message: str
    status: int = 400

    def render(self, service: str, environ: dict[str, Any]) -> tuple[int, list[tuple[str, str]], bytes]:
        """Status, headers and body in the protocol that the request ``environ`` to ``service`` speaks."""
        request_id = str(uuid4())
        content_type = environ.get("CONTENT_TYPE", "")
        if "HTTP_X_AMZ_TARGET" in environ or "json" in content_type or service in REST_JSON:
            body = json.dumps({"__type": self.code, "message": self.message})
            media = content_type if "json" in content_type else "application/json"
        else:
            body, media = self._xml(service, request_id), "text/xml"
        headers = [("Content-Type", media), ("x-amzn-RequestId", request_id), ("x-amzn-ErrorType", self.code)]
        return self.status, headers, body.encode()

    def _xml(self, service: str, request_id: str) -> str:
        error = f"<Code>{escape(self.code)}</Code><Message>{escape(self.message)}</Message>"
        if service in ("s3", "s3control"):
            return f"<Error>{error}<RequestId>{request_id}</RequestId></Error>"
        if service == "ec2":
            inner = f"<Errors><Error>{error}</Error></Errors>"
            return f"<Response>{inner}<RequestID>{request_id}</RequestID></Response>"
        sender = "Sender" if self.status < 500 else "Receiver"
        inner = f"<Error><Type>{sender}</Type>{error}</Error>"
        return f"<ErrorResponse>{inner}<RequestId>{request_id}</RequestId></ErrorResponse>"
