"""Which services have classes of ours, and how a request reaches them."""

from __future__ import annotations

import importlib
from threading import RLock
from typing import Any
from urllib.parse import parse_qs

from botocore.exceptions import UnknownServiceError
from botocore.model import OperationNotFoundError
from moto.core.request import Request
from moto.core.responses import BaseResponse
from moto.core.utils import camelcase_to_underscores, get_service_model
from werkzeug.exceptions import HTTPException

from sandbox.aws.refusal import Refusal

# By the name that requests are signed for; the module is loaded when the first request comes.
_RESPONSES = {
    "access-analyzer": "sandbox.aws.accessanalyzer:AccessAnalyzerResponse",
    "account": "sandbox.aws.account.responses:AccountResponse",
    "budgets": "sandbox.aws.budgets:BudgetsResponse",
    "cloudtrail": "sandbox.aws.cloudtrail.responses:CloudTrailResponse",
    "config": "sandbox.aws.config:ConfigResponse",
    "dynamodb": "sandbox.aws.dynamodb:DynamoDbResponse",
    "ec2": "sandbox.aws.ec2:Ec2SettingsResponse",
    "elasticmapreduce": "sandbox.aws.emr:EmrResponse",
    "guardduty": "sandbox.aws.guardduty:GuardDutyResponse",
    "iam": "sandbox.aws.iam.responses:IamResponse",
    "kms": "sandbox.aws.kms:KmsResponse",
    "logs": "sandbox.aws.logs:LogsResponse",
    "organizations": "sandbox.aws.organizations.responses:OrganizationsResponse",
    "ram": "sandbox.aws.ram:RamResponse",
    "s3control": "sandbox.aws.s3control:S3ControlResponse",
    "securityhub": "sandbox.aws.securityhub:SecurityHubResponse",
    "servicequotas": "sandbox.aws.servicequotas.responses:ServiceQuotasResponse",
    "sns": "sandbox.aws.sns:SnsResponse",
    "ssm": "sandbox.aws.ssm:SsmResponse",
    "sts": "sandbox.aws.sts:StsResponse",
}
# Services of which ours answers some calls and moto's the rest.
PARTIAL = frozenset({"ec2"})
# Services whose backends others reach into: ours must be in place before anything asks moto for one.
_FOUNDATIONS = ("iam", "sts", "organizations")
_loaded: dict[str, type[BaseResponse]] = {}
_lock = RLock()


def prepare() -> None:
    """The services that all others build on are ours."""
    for service in _FOUNDATIONS:
        response_class(service)
    for patch in ("s3_lifecycle", "s3_logging", "s3_notification", "s3_object_lock", "s3_policy", "s3_replication"):
        importlib.import_module(f"sandbox.aws.{patch}")


def warm() -> None:
    """All services are loaded, so that no request has to wait for one, and all backends are ours."""
    for service in _RESPONSES:
        response_class(service)


def response_class(service: str) -> type[BaseResponse] | None:
    """The class of ours that answers requests signed for ``service``; None when moto's own does."""
    if service not in _RESPONSES:
        return None
    if service in _loaded:
        return _loaded[service]
    with _lock:
        if service not in _loaded:
            module, _, name = _RESPONSES[service].partition(":")
            _loaded[service] = getattr(importlib.import_module(module), name)
        return _loaded[service]


def has(kind: type[BaseResponse], body: bytes) -> bool:
    """Whether ``kind`` has a method for the operation that the form ``body`` asks for."""
    action = parse_qs(body.decode(errors="replace")).get("Action", [""])[0]
    return hasattr(kind, camelcase_to_underscores(action))


def answer(kind: type[BaseResponse], environ: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body with which a response of class ``kind`` answers. Raises Refusal."""
    request = Request(environ)
    response = kind()
    try:
        status, headers, body = response._dispatch(request, request.raw_url, dict(request.headers))
    except HTTPException as error:
        status, headers, body = error.code or 400, dict(error.get_headers()), error.get_body()
    except (OperationNotFoundError, NotImplementedError):
        raise _unknown(response, str(response._get_action())) from None
    content = body.encode() if isinstance(body, str) else body or b""
    return int(status), {str(key): str(value) for key, value in headers.items() if key != "status"}, content


def _unknown(response: BaseResponse, action: str) -> Refusal:
    try:
        model = get_service_model(response.boto3_service_name)
        exists = action in model.operation_names
    except UnknownServiceError:
        return Refusal("UnknownOperationException", "", 404)
    if exists:
        message = f"The sandbox does not simulate {response.boto3_service_name}:{action}."
        return Refusal("NotImplemented", message, 501)
    if model.protocol in ("query", "ec2"):
        return Refusal("InvalidAction", f"The action {action} is not valid for this web service.")
    return Refusal("UnknownOperationException", "", 400)
