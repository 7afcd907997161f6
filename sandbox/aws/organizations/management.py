"""Which organization an account is in, and who may manage a service for it."""

from __future__ import annotations

from typing import Any

from moto.organizations.models import organizations_backends


def organization_of(account_id: str, partition: str = "aws") -> Any:
    """The backend of the organization that an account is in; None when it is in none."""
    management, where = organizations_backends.master_accounts.get(account_id, (account_id, partition))
    organization = organizations_backends[management][where]
    return organization if organization.org else None


def manages(organization: Any, account_id: str, principal: str) -> bool:
    """Whether the account is the management account, or administers the service ``principal`` for the organization."""
    delegates = {admin.account.id for admin in organization.admins if principal in admin.services}
    return account_id in {organization.org.master_account_id, *delegates}


def trusts(organization: Any, principal: str) -> bool:
    """Whether the service ``principal`` has trusted access to the organization."""
    return principal in {service["ServicePrincipal"] for service in organization.services}
