"""Members that administer a security service for the organization, as that service itself keeps them."""

from __future__ import annotations

from typing import Any, ClassVar

from sandbox.provider.paging import items
from sandbox.provider.resource import Resource
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import Properties

_SECONDS = 300.0


class Administration(Resource):
    """One per organization and region. ``account_key`` and ``status_key`` are the service's names in its list."""

    service: ClassVar[str]
    account_key: ClassVar[str]
    status_key: ClassVar[str]

    def create(self, inputs: Properties) -> str:
        """EnableOrganizationAdminAccount."""
        account = str(inputs["adminAccountId"])
        self._client.enable_organization_admin_account(AdminAccountId=account)
        return account

    def complete(self, identifier: str, inputs: Properties) -> None:
        """Waits until it is enabled."""
        until_true(lambda: self._status(identifier) == "ENABLED", f"admin account {identifier} to be enabled", _SECONDS)

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """ListOrganizationAdminAccounts."""
        return {"adminAccountId": identifier} if self._status(identifier) else None

    def delete(self, identifier: str, state: Properties) -> None:
        """DisableOrganizationAdminAccount, and waits."""
        self._client.disable_organization_admin_account(AdminAccountId=identifier)
        until_true(lambda: not self._status(identifier), f"admin account {identifier} to be disabled", _SECONDS)

    def _status(self, account: str) -> str:
        listed = items(self._client, "list_organization_admin_accounts", "AdminAccounts")
        return next((str(item[self.status_key]) for item in listed if item[self.account_key] == account), "")

    @property
    def _client(self) -> Any:
        return self.client(self.service)
