"""The member that administers Security Hub for the organization, per region."""

from __future__ import annotations

from typing import Any

from sandbox.provider.paging import items
from sandbox.provider.resource import Resource
from sandbox.provider.securityhub.missing import no_organization
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import Properties

_SECONDS = 300.0


class OrganizationAdminAccount(Resource):
    """``aws.securityhub.OrganizationAdminAccount``."""

    gone_on_delete = ("ResourceNotFoundException",)

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
        try:
            return {"adminAccountId": identifier} if self._status(identifier) else None
        except Exception as error:
            if no_organization(error):
                return None
            raise

    def delete(self, identifier: str, state: Properties) -> None:
        """DisableOrganizationAdminAccount, and waits."""
        self._client.disable_organization_admin_account(AdminAccountId=identifier)
        until_true(lambda: not self._status(identifier), f"admin account {identifier} to be disabled", _SECONDS)

    def _status(self, account: str) -> str:
        listed = items(self._client, "list_organization_admin_accounts", "AdminAccounts")
        return next((str(item["Status"]) for item in listed if item["AccountId"] == account), "")

    @property
    def _client(self) -> Any:
        return self.client("securityhub")
