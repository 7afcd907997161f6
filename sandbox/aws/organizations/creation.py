"""Creating accounts: asked for at once, done later, or failed for a reason."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import Any

from moto.iam.models import iam_backends
from moto.organizations import utils
from moto.organizations.models import FakeAccount, organizations_backends

from sandbox.aws.organizations import limits
from sandbox.aws.organizations.errors import OrganizationsError, constraint, invalid
from sandbox.aws.organizations.parts import Parts
from sandbox.aws.organizations.tags import checked_tags
from sandbox.aws.servicequotas.increases import account_limit
from sandbox.aws.settings import current
from sandbox.aws.trouble import clock

_ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
_NAME = re.compile(r"[ -~]{1,50}")
_EMAIL = re.compile(r"(?=.{6,64}$)[^\s@]+@[^\s@]+\.[^\s@]+")
_ROLE_NAME = re.compile(r"[\w+=,.@-]{1,64}", re.ASCII)


@dataclass
class CreationRequest:
    """One CreateAccount. ``due`` is when it ends, in seconds since 1970."""

    arguments: dict[str, Any]
    due: float
    id: str = field(default_factory=utils.make_random_create_account_status_id)
    requested: float = field(default_factory=time.time)
    state: str = "IN_PROGRESS"
    account_id: str | None = None
    failure: str | None = None

    def describe(self) -> dict[str, Any]:
        """The CreateAccountStatus as AWS shows it."""
        status = {
            "Id": self.id,
            "AccountName": self.arguments["AccountName"],
            "State": self.state,
            "RequestedTimestamp": self.requested,
            "CompletedTimestamp": self.due if self.state != "IN_PROGRESS" else None,
            "AccountId": self.account_id,
            "FailureReason": self.failure,
        }
        return {key: value for key, value in status.items() if value is not None}


class AccountCreation(Parts):
    """CreateAccount, DescribeCreateAccountStatus and ListCreateAccountStatus."""

    def create_account(self, **arguments: Any) -> dict[str, Any]:
        """A request that is IN_PROGRESS. Whether it works out shows in its status later."""
        _check(arguments)
        if sum(creation.state == "IN_PROGRESS" for creation in self.creations.values()) >= limits.CREATIONS_AT_ONCE:
            raise OrganizationsError(
                "TooManyRequestsException",
                "AWS Organizations can't complete your request because another request is already in progress. "
                "Try again later.",
            )
        creation = CreationRequest(arguments, time.time() + clock.real(current().account_creation_seconds))
        self.creations[creation.id] = creation
        return {"CreateAccountStatus": creation.describe()}

    def settle_creations(self) -> None:
        """Requests whose time has come have ended: with an account, or with the reason why there is none."""
        for creation in self.creations.values():
            if creation.state == "IN_PROGRESS" and creation.due <= time.time():
                self._finish(creation)

    def _finish(self, creation: CreationRequest) -> None:
        email = creation.arguments["Email"].casefold()
        if email in {account.email.casefold() for account in _all_accounts()}:
            creation.state, creation.failure = "FAILED", "EMAIL_ALREADY_EXISTS"
        elif len(self.accounts) >= account_limit(self.account_id):
            creation.state, creation.failure = "FAILED", "ACCOUNT_LIMIT_EXCEEDED"
        else:
            account = self.add_account(creation.arguments)
            creation.state, creation.account_id = "SUCCEEDED", account.id

    def add_account(self, arguments: dict[str, Any]) -> FakeAccount:
        """A new member account under the root, with the role through which the management account reaches it."""
        account = FakeAccount(self.org, **arguments)
        self.accounts.append(account)
        organizations_backends.master_accounts[account.id] = (self.account_id, self.partition)
        self.attach_defaults(account)
        role = arguments.get("RoleName", "OrganizationAccountAccessRole")
        iam_backends[account.id][self.partition].attach_role_policy(_ADMINISTRATOR, role)
        return account

    def describe_create_account_status(self, **arguments: Any) -> dict[str, Any]:
        """The status of one request."""
        creation = self.creations.get(arguments["CreateAccountRequestId"])
        if creation is None:
            raise OrganizationsError(
                "CreateAccountStatusNotFoundException",
                "We can't find a create account request with the CreateAccountRequestId that you specified.",
            )
        return {"CreateAccountStatus": creation.describe()}

    def list_create_account_status(self, **arguments: Any) -> dict[str, Any]:
        """The status of all requests in the wanted states."""
        states = arguments.get("States") or ["IN_PROGRESS", "SUCCEEDED", "FAILED"]
        found = [creation.describe() for creation in self.creations.values() if creation.state in states]
        return {"CreateAccountStatuses": found}


def _all_accounts() -> list[FakeAccount]:
    return [account for _, _, backend in organizations_backends.iter_backends() for account in backend.accounts]


def _check(arguments: dict[str, Any]) -> None:
    if not _NAME.fullmatch(arguments.get("AccountName", "")):
        raise invalid("INVALID_PATTERN", "You provided a value that does not match the required pattern: AccountName.")
    if not _EMAIL.fullmatch(arguments.get("Email", "")):
        raise invalid("INVALID_PATTERN", "You provided a value that does not match the required pattern: Email.")
    if not _ROLE_NAME.fullmatch(arguments.get("RoleName", "OrganizationAccountAccessRole")):
        raise invalid("INVALID_ROLE_NAME", "The provided role name is not valid.")
    if arguments.get("IamUserAccessToBilling", "ALLOW") not in ("ALLOW", "DENY"):
        raise invalid("INVALID_ENUM")
    if len(checked_tags(arguments.get("Tags", []))) > limits.TAGS:
        raise constraint("MAX_TAG_LIMIT_EXCEEDED", "You have exceeded the number of tags allowed on this resource.")
