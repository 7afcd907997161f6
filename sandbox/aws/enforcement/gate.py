"""Where every request passes on its way to its service."""

from __future__ import annotations

from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.responses import BaseResponse

from sandbox.aws import credentials
from sandbox.aws.enforcement.actions import action
from sandbox.aws.enforcement.decision import decide
from sandbox.aws.refusal import Refusal

_ALWAYS_ALLOWED = frozenset({"sts:GetCallerIdentity", "sts:GetSessionToken", "sts:AssumeRoleWithWebIdentity"})


def install() -> None:
    """From now on, requests that the effective policies deny are denied, in moto's services and ours."""
    ActionAuthenticatorMixin._authenticate_and_authorize_normal_action = _normal
    ActionAuthenticatorMixin._authenticate_and_authorize_s3_action = _s3


def _normal(response: BaseResponse, resource: str = "*") -> None:
    _pass(response, resource)


def _s3(response: BaseResponse, bucket_name: str | None = None, key_name: str | None = None) -> None:
    if not bucket_name:
        _pass(response, "*")
    else:
        _pass(response, f"arn:aws:s3:::{bucket_name}/{key_name}" if key_name else f"arn:aws:s3:::{bucket_name}")


def _pass(response: BaseResponse, resource: str) -> None:
    caller = credentials.caller(response.get_access_key())
    wanted = action(str(response.service_name), str(response._get_action()))
    denial = None if wanted in _ALWAYS_ALLOWED else decide(caller, wanted, response.region, resource or "*")
    if denial:
        text = f"User: {caller.arn} is not authorized to perform: {wanted} on resource: {resource} {denial.reason}"
        raise Refusal(_code(response), text, 403)


def _code(response: BaseResponse) -> str:
    if response.service_name == "ec2":
        return "UnauthorizedOperation"
    is_json = "json" in response.headers.get("Content-Type", "") or "X-Amz-Target" in response.headers
    return (
        "AccessDeniedException" if is_json or response.service_name in ("account", "accessanalyzer") else "AccessDenied"
    )
