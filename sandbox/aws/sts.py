"""STS: who asks, and roles that only those they trust may assume."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.iam.models import iam_backends
from moto.organizations.models import organizations_backends
from moto.sts.models import AssumedRole
from moto.sts.responses import TokenResponse

from sandbox.aws import credentials
from sandbox.aws.credentials import Caller
from sandbox.aws.iam.policy import Request, allows

_ROLE_ARN = re.compile(r"arn:(?P<partition>[^:]+):iam::(?P<account>\d{12}):role/(?P<path>.*/)?(?P<name>[^/]+)")


class _AccessDenied(ServiceException):  # type: ignore[misc]
    def __init__(self, caller: Caller, role_arn: str) -> None:
        text = f"User: {caller.arn} is not authorized to perform: sts:AssumeRole on resource: {role_arn}"
        super().__init__("AccessDenied", text)


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
        role_arn = self._get_param("RoleArn")
        _check_arn(role_arn)
        context = _context(caller) | _external_id(self._get_param("ExternalId"))
        if not _trusted(role_arn, caller, context):
            raise _AccessDenied(caller, role_arn)
        result = super().assume_role()
        _register(result.result["Credentials"])
        return result


def _check_arn(role_arn: str) -> None:
    if not _ROLE_ARN.fullmatch(role_arn):
        raise ServiceException("ValidationError", f"{role_arn} is invalid")


def _trusted(role_arn: str, caller: Caller, context: Mapping[str, str]) -> bool:
    parts = _ROLE_ARN.fullmatch(role_arn)
    if parts is None or _closed(parts["account"]):
        return False
    for role in list(iam_backends[parts["account"]][parts["partition"]].roles.values()):
        if role.arn == role_arn:
            request = Request("sts:AssumeRole", caller=caller, context=context)
            return allows(_document(role.assume_role_policy_document), request)
    return False


def _document(text: str) -> Mapping[str, Any]:
    try:
        document = json.loads(text)
    except ValueError:
        document = json.loads(unquote(text))
    return document if isinstance(document, dict) else {}


def _closed(account_id: str) -> bool:
    management = organizations_backends.master_accounts.get(account_id)
    if not management:
        return False
    organization = organizations_backends[management[0]][management[1]]
    return any(account.id == account_id and account.status != "ACTIVE" for account in organization.accounts)


def _context(caller: Caller) -> dict[str, str]:
    context = {"aws:principalarn": caller.principal_arn, "aws:principalaccount": caller.account_id}
    management = organizations_backends.master_accounts.get(caller.account_id, (caller.account_id, "aws"))
    organization = organizations_backends[management[0]][management[1]].org
    return context | ({"aws:principalorgid": organization.id} if organization else {})


def _external_id(given: str | None) -> dict[str, str]:
    return {"sts:externalid": given} if given else {}


def _register(role: AssumedRole) -> None:
    credentials.register(
        role.access_key_id,
        Caller(role.account_id, role.arn, role.role_arn, role.user_id, role.expiration.timestamp()),
    )
