"""STS: who asks, and roles that only those they trust may assume."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

from moto.core.responses import ActionResult
from moto.iam.models import Role, iam_backends
from moto.sts.models import AssumedRole, sts_backends
from moto.sts.responses import TokenResponse

from sandbox.aws import credentials
from sandbox.aws.credentials import Caller
from sandbox.aws.iam import web_identity
from sandbox.aws.iam.policy import Request, allows
from sandbox.aws.organizations.management import organization_of
from sandbox.aws.service_error import ServiceError

_ROLE_ARN = re.compile(r"arn:(?P<partition>[^:]+):iam::(?P<account>\d{12}):role/(?P<path>.*/)?(?P<name>[^/]+)")


class StsResponse(TokenResponse):  # type: ignore[misc]
    """Moto's STS; AssumeRole asks the role first."""

    def get_caller_identity(self) -> ActionResult:
        """GetCallerIdentity."""
        caller = credentials.caller(self.get_access_key())
        if self.current_account != caller.account_id:  # the account was named in a header
            return super().get_caller_identity()
        return ActionResult({"UserId": caller.user_id, "Account": caller.account_id, "Arn": caller.arn})

    def assume_role(self) -> ActionResult:
        """AssumeRole. A role that does not exist is refused in the same words as one that does not trust."""
        caller = credentials.caller(self.get_access_key())
        context = _context(caller) | _external_id(self._get_param("ExternalId"))
        role = _find(self._get_param("RoleArn"))
        if role is None or not _trusted(role, Request("sts:AssumeRole", caller=caller, context=context)):
            raise _denied(f"User: {caller.arn}", "AssumeRole", self._get_param("RoleArn"))
        self._check_duration(role)
        result = super().assume_role()
        _register(result.result["Credentials"])
        return result

    def assume_role_with_web_identity(self) -> ActionResult:
        """AssumeRoleWithWebIdentity."""
        role_arn = self._get_param("RoleArn")
        role = _find(role_arn)
        wanted = web_identity.request(self._get_param("WebIdentityToken"), _parts(role_arn)["account"])
        if role is None or not _trusted(role, wanted):
            raise ServiceError("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity")
        self._check_duration(role)
        result = super().assume_role_with_web_identity()
        _register(result.result["Credentials"])
        return result

    def _check_duration(self, role: Role) -> None:
        seconds = self._get_int_param("DurationSeconds", 3600)
        if seconds > int(role.max_session_duration or 3600):
            raise ServiceError(
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            )


def _parts(role_arn: str) -> dict[str, str]:
    parts = _ROLE_ARN.fullmatch(role_arn)
    if parts is None:
        raise ServiceError("ValidationError", f"{role_arn} is invalid")
    return parts.groupdict()


def _find(role_arn: str) -> Role | None:
    parts = _parts(role_arn)
    if _closed(parts["account"]):
        return None
    roles = list(iam_backends[parts["account"]][parts["partition"]].roles.values())
    return next((role for role in roles if role.arn == role_arn), None)


def _trusted(role: Role, request: Request) -> bool:
    text = role.assume_role_policy_document
    try:
        document = json.loads(text)
    except ValueError:
        document = json.loads(unquote(text))
    return allows(document, request)


def _denied(who: str, operation: str, role_arn: str) -> ServiceError:
    return ServiceError("AccessDenied", f"{who} is not authorized to perform: sts:{operation} on resource: {role_arn}")


def _closed(account_id: str) -> bool:
    organization = organization_of(account_id)
    accounts = organization.accounts if organization else []
    return any(account.id == account_id and account.status != "ACTIVE" for account in accounts)


def _context(caller: Caller) -> dict[str, str]:
    context = {"aws:principalarn": caller.principal_arn, "aws:principalaccount": caller.account_id}
    organization = organization_of(caller.account_id)
    return context | ({"aws:principalorgid": organization.org.id} if organization else {})


def _external_id(given: str | None) -> dict[str, str]:
    return {"sts:externalid": given} if given else {}


def _register(role: AssumedRole) -> None:
    # Moto looks sessions up one by one and forgets none; ours are looked up below.
    for backend in sts_backends[role.account_id].values():
        del backend.assumed_roles[:-1]
    credentials.register(
        role.access_key_id,
        Caller(role.account_id, role.arn, role.role_arn, role.user_id, role.expiration.timestamp()),
    )
