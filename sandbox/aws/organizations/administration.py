"""Security services that keep for themselves which member administers them for an organization, region by region."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from moto.core.exceptions import ServiceException
from moto.organizations.models import organizations_backends

from sandbox.aws.holding import PerAccount
from sandbox.aws.organizations.management import manages, organization_of
from sandbox.aws.parsing import parameters


@dataclass
class Administrator:
    """Who administers a service in a region; nobody at first. It is held for the management account."""

    account_id: str = ""


class Administration:
    """The administrators of one service. ``refuse`` makes the service's own error of a code and a message."""

    def __init__(
        self,
        principal: str,
        administrators: PerAccount[Administrator],
        refuse: Callable[[str, str], ServiceException],
    ) -> None:
        self._principal = principal
        self._administrators = administrators
        self._refuse = refuse

    def enable(self, caller: str, region: str, account_id: str) -> None:
        """The account administers the service here; the service gets trusted access with it."""
        organization = self._managed_by(caller)
        if account_id not in {account.id for account in organization.accounts}:
            raise self._refuse(
                "BadRequest", f"The account {account_id} is not a member of the organization of account {caller}."
            )
        administrator = self._administrators.of(caller, region)
        if administrator.account_id not in ("", account_id):
            raise self._refuse(
                "Conflict",
                f"The organization already has a delegated administrator account: {administrator.account_id}.",
            )
        organization.enable_aws_service_access(ServicePrincipal=self._principal)
        if not manages(organization, account_id, self._principal):
            organization.register_delegated_administrator(AccountId=account_id, ServicePrincipal=self._principal)
        administrator.account_id = account_id

    def disable(self, caller: str, region: str, account_id: str) -> None:
        """Nobody administers the service here; the registration goes with the last region."""
        organization = self._managed_by(caller)
        administrator = self._administrators.of(caller, region)
        if administrator.account_id != account_id:
            raise self._refuse("NotFound", f"The account {account_id} is not the delegated administrator.")
        administrator.account_id = ""
        elsewhere = {held.account_id for account, _, held in self._administrators if account == caller}
        if account_id != caller and account_id not in elsewhere:
            organization.deregister_delegated_administrator(AccountId=account_id, ServicePrincipal=self._principal)

    def of(self, caller: str, region: str) -> str:
        """The administrator here, as the management account is told; empty when there is none."""
        self._managed_by(caller)
        return self._administrators.of(caller, region).account_id

    def is_administrator(self, account_id: str, region: str) -> bool:
        """Whether the account administers the service for its organization here."""
        organization = organization_of(account_id)
        management = organization.org.master_account_id if organization else account_id
        return self._administrators.of(management, region).account_id == account_id

    def _managed_by(self, caller: str) -> Any:
        organization = organizations_backends[caller]["aws"]
        if organization.org is None or organization.org.master_account_id != caller:
            inside = caller in organizations_backends.master_accounts
            raise self._refuse("NotManagement" if inside else "NoOrganization", "")
        return organization


class Administered:
    """Responses of a service that a member administers; ``begin`` is what the service does for a new administrator."""

    administration: ClassVar[Administration]
    current_account: str
    region: str

    def enable_organization_admin_account(self) -> str:
        """EnableOrganizationAdminAccount."""
        account_id = parameters(self)["AdminAccountId"]
        self.administration.enable(self.current_account, self.region, account_id)
        self.begin(account_id)
        return "{}"

    def disable_organization_admin_account(self) -> str:
        """DisableOrganizationAdminAccount; what the service did for the administrator stays."""
        self.administration.disable(self.current_account, self.region, parameters(self)["AdminAccountId"])
        return "{}"

    def begin(self, account_id: str) -> None:
        """The service is on in the account that administers it."""
        raise NotImplementedError

    def administrator(self) -> str:
        """Who administers the service here, as the management account is told; empty when nobody does."""
        return self.administration.of(self.current_account, self.region)

    def administers(self) -> bool:
        """Whether the caller's account administers the service here."""
        return self.administration.is_administrator(self.current_account, self.region)
