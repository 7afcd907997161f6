"""Trusted access of services, and member accounts that administer them."""

from __future__ import annotations

import time
from typing import Any

from moto.organizations.models import FakeAccount, FakeDelegatedAdministrator

from sandbox.aws.organizations.errors import OrganizationsError, constraint, invalid, no_account
from sandbox.aws.organizations.parts import Parts
from sandbox.aws.organizations.principals import DELEGABLE, TRUSTED


class Administrator(FakeDelegatedAdministrator):  # type: ignore[misc]
    """A member account that administers services."""

    @staticmethod
    def supported_service(service_principal: str) -> bool:
        """Whether AWS lets a member account administer the service."""
        return service_principal in DELEGABLE


class Delegation(Parts):
    """EnableAWSServiceAccess, RegisterDelegatedAdministrator, and their opposites."""

    def enable_aws_service_access(self, **arguments: Any) -> None:
        """The service may act in the organization; nothing happens when it already may."""
        principal = _trusted(arguments["ServicePrincipal"])
        if principal not in {service["ServicePrincipal"] for service in self.services}:
            self.services.append({"ServicePrincipal": principal, "DateEnabled": time.time()})

    def disable_aws_service_access(self, **arguments: Any) -> None:
        """The service may not act in the organization."""
        principal = _trusted(arguments["ServicePrincipal"])
        self.services[:] = [service for service in self.services if service["ServicePrincipal"] != principal]

    def register_delegated_administrator(self, **arguments: Any) -> None:
        """The member account administers the service for the organization."""
        account, principal = self._member(arguments["AccountId"]), _delegable(arguments["ServicePrincipal"])
        if account.status != "ACTIVE":
            raise constraint(
                "CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR",
                "You cannot register a suspended account as a delegated administrator.",
            )
        if principal not in {service["ServicePrincipal"] for service in self.services}:
            raise constraint(
                "SERVICE_ACCESS_NOT_ENABLED",
                "You attempted to register a delegated administrator before you enabled service access. Call the "
                "EnableAWSServiceAccess API first.",
            )
        admin = self._administrator(account.id)
        if admin is None:
            admin = Administrator(account)
            self.admins.append(admin)
        admin.add_service_principal(principal)

    def deregister_delegated_administrator(self, **arguments: Any) -> None:
        """The member account no longer administers the service."""
        account, principal = self._member(arguments["AccountId"]), _delegable(arguments["ServicePrincipal"])
        admin = self._administrator(account.id)
        if admin is None or principal not in admin.services:
            raise OrganizationsError(
                "AccountNotRegisteredException",
                "The specified account is not a delegated administrator for this AWS service.",
            )
        admin.remove_service_principal(principal)
        if not admin.services:
            self.admins.remove(admin)

    def list_delegated_administrators(self, **arguments: Any) -> dict[str, Any]:
        """The member accounts that administer a service, or any service."""
        principal = arguments.get("ServicePrincipal")
        if principal:
            _delegable(principal)
        admins = [admin for admin in self.admins if not principal or principal in admin.services]
        return {"DelegatedAdministrators": [admin.describe() for admin in admins]}

    def list_delegated_services_for_account(self, **arguments: Any) -> dict[str, Any]:
        """The services that a member account administers."""
        admin = self._administrator(self._member(arguments["AccountId"]).id)
        if admin is None:
            raise OrganizationsError(
                "AccountNotRegisteredException",
                "The provided account is not a registered delegated administrator for your organization.",
            )
        return {"DelegatedServices": list(admin.services.values())}

    def _administrator(self, account_id: str) -> FakeDelegatedAdministrator | None:
        return next((admin for admin in self.admins if admin.account.id == account_id), None)

    def _member(self, account_id: str) -> FakeAccount:
        if account_id == self.org.master_account_id:
            raise constraint(
                "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
                "You cannot register the management account as a delegated administrator for your organization.",
            )
        for account in self.accounts:
            if account.id == account_id:
                return account
        raise no_account()


def _trusted(principal: str) -> str:
    if principal not in TRUSTED:
        raise invalid("UNRECOGNIZED_SERVICE_PRINCIPAL", "You specified an unrecognized service principal.")
    return principal


def _delegable(principal: str) -> str:
    if principal not in DELEGABLE:
        raise invalid("UNRECOGNIZED_SERVICE_PRINCIPAL", "You specified an unrecognized service principal.")
    return principal
