"""Accounts that move, leave and close."""

from __future__ import annotations

import time
from typing import Any

from moto.organizations.models import FakeAccount, organizations_backends

from sandbox.aws.organizations import limits
from sandbox.aws.organizations.errors import OrganizationsError, constraint, no_account
from sandbox.aws.organizations.parts import Parts
from sandbox.aws.settings import current
from sandbox.aws.trouble import clock


class Membership(Parts):
    """MoveAccount, RemoveAccountFromOrganization, CloseAccount and DeleteOrganization."""

    def account(self, account_id: str) -> FakeAccount:
        """The account with this id. Raises AccountNotFoundException."""
        for account in self.accounts:
            if account.id == account_id:
                return account
        raise no_account()

    def move_account(self, **arguments: Any) -> None:
        """The account is under the destination. It must have been under the source that is named."""
        account = self.account(arguments["AccountId"])
        places = {unit.id for unit in self.ou}
        if arguments["SourceParentId"] not in places or account.parent_id != arguments["SourceParentId"]:
            raise OrganizationsError(
                "SourceParentNotFoundException",
                "We can't find a source root or OU with the ParentId that you specified.",
            )
        if arguments["DestinationParentId"] not in places:
            raise OrganizationsError(
                "DestinationParentNotFoundException",
                "We can't find the destination container (a root or OU) with the ParentId that you specified.",
            )
        if arguments["DestinationParentId"] == account.parent_id:
            raise OrganizationsError(
                "DuplicateAccountException", "That account is already present in the specified destination."
            )
        account.parent_id = arguments["DestinationParentId"]

    def remove_account_from_organization(self, **arguments: Any) -> None:
        """The account is a stand-alone account. AWS refuses this for accounts that it created days ago only."""
        account = self.account(arguments["AccountId"])
        if account.id == self.org.master_account_id:
            raise OrganizationsError(
                "MasterCannotLeaveOrganizationException",
                "You can't remove a management account from an organization.",
            )
        if any(admin.account.id == account.id for admin in self.admins):
            raise constraint(
                "CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG",
                "You cannot remove a delegated administrator from your organization.",
            )
        age = clock.simulated(time.time() - account.create_time.timestamp())
        if account.joined_method == "CREATED" and age < limits.DAYS_BEFORE_AN_ACCOUNT_MAY_LEAVE * 24 * 3600:
            raise constraint(
                "WAIT_PERIOD_ACTIVE",
                "This operation requires a wait period. You must wait at least "
                f"{limits.DAYS_BEFORE_AN_ACCOUNT_MAY_LEAVE} days after the account was created.",
            )
        self.detach_all(account)
        self.accounts.remove(account)
        organizations_backends.master_accounts.pop(account.id, None)

    def close_account(self, **arguments: Any) -> None:
        """The account is PENDING_CLOSURE and soon closed."""
        account = self.account(arguments["AccountId"])
        if account.id == self.org.master_account_id:
            raise constraint("CANNOT_CLOSE_MANAGEMENT_ACCOUNT", "You cannot close the management account.")
        if account.status == "SUSPENDED":
            raise OrganizationsError("AccountAlreadyClosedException", "The provided account is already closed.")
        if account.status == "PENDING_CLOSURE":
            raise OrganizationsError(
                "ConflictException",
                "The request failed because it conflicts with the current state of the specified resource.",
            )
        self._check_closures()
        account.status = account.state = "PENDING_CLOSURE"
        self.closures[account.id] = time.time()

    def settle_closures(self) -> None:
        """Accounts whose closing has had its time are closed."""
        for account in self.accounts:
            began = self.closures.get(account.id)
            pending = account.status == "PENDING_CLOSURE"
            if pending and began is not None and began + clock.real(current().closing_seconds) <= time.time():
                account.status, account.state = "SUSPENDED", "CLOSED"

    def delete_organization(self) -> None:
        """There is no organization any longer."""
        if len(self.accounts) > 1:
            raise OrganizationsError(
                "OrganizationNotEmptyException",
                "The organization isn't empty. To delete an organization, you must first remove all accounts except "
                "the management account.",
            )
        self._reset()

    def _check_closures(self) -> None:
        if sum(account.status == "PENDING_CLOSURE" for account in self.accounts) >= limits.CLOSURES_AT_ONCE:
            raise constraint(
                "CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED",
                "You attempted to exceed the number of accounts that you can close at a time.",
            )
        since = time.time() - clock.real(limits.CLOSURES_PERIOD_SECONDS)
        recent = sum(began > since for began in self.closures.values())
        share = int((len(self.accounts) - 1) * limits.CLOSURES_SHARE)
        if recent >= min(limits.CLOSURES_AT_MOST, max(current().closures_always_allowed, share)):
            raise constraint(
                "CLOSE_ACCOUNT_QUOTA_EXCEEDED",
                "You have exceeded close account quota for the past 30 days.",
            )
