"""The member that administers Security Hub for the organization, per region."""

from __future__ import annotations

from sandbox.provider.administration import Administration
from sandbox.provider.securityhub.missing import no_organization
from sandbox.provider.wire import Properties


class OrganizationAdminAccount(Administration):
    """``aws.securityhub.OrganizationAdminAccount``."""

    gone_on_delete = ("ResourceNotFoundException",)
    service = "securityhub"
    account_key = "AccountId"
    status_key = "Status"

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """ListOrganizationAdminAccounts; outside an organization there is none."""
        try:
            return super().read(identifier, state)
        except Exception as error:
            if no_organization(error):
                return None
            raise
