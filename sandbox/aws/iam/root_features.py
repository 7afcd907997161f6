"""Central management of root access in the member accounts of an organization."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, BaseResponse

from sandbox.aws.holding import PerAccount
from sandbox.aws.organizations.management import manages, organization_of, trusts
from sandbox.aws.service_error import ServiceError

_PRINCIPAL = "iam.amazonaws.com"
_features: PerAccount[set[str]] = PerAccount(set)


class RootFeatures(BaseResponse):  # type: ignore[misc]
    """Enable, disable and list the organization's root features; for the management account or IAM's delegate."""

    def enable_organizations_root_credentials_management(self) -> ActionResult:
        """EnableOrganizationsRootCredentialsManagement."""
        return self._switch("RootCredentialsManagement", on=True)

    def enable_organizations_root_sessions(self) -> ActionResult:
        """EnableOrganizationsRootSessions."""
        return self._switch("RootSessions", on=True)

    def disable_organizations_root_credentials_management(self) -> ActionResult:
        """DisableOrganizationsRootCredentialsManagement."""
        return self._switch("RootCredentialsManagement", on=False)

    def disable_organizations_root_sessions(self) -> ActionResult:
        """DisableOrganizationsRootSessions."""
        return self._switch("RootSessions", on=False)

    def list_organizations_features(self) -> ActionResult:
        """ListOrganizationsFeatures."""
        return self._show(self._organization())

    def _switch(self, feature: str, on: bool) -> ActionResult:
        organization = self._organization()
        features = _features.of(organization.org.id)
        features.add(feature) if on else features.discard(feature)
        return self._show(organization)

    def _show(self, organization: Any) -> ActionResult:
        enabled = sorted(_features.of(organization.org.id))
        return ActionResult({"OrganizationId": organization.org.id, "EnabledFeatures": enabled})

    def _organization(self) -> Any:
        organization = organization_of(self.current_account, self.partition)
        if organization is None:
            raise _refuse("OrganizationNotFoundException", "The account is not in an organization.")
        if not manages(organization, self.current_account, _PRINCIPAL):
            raise _refuse(
                "AccountNotManagementOrDelegatedAdministratorException",
                "The request was rejected because the account making the request is not the management account or "
                "delegated administrator account for centralized root access.",
            )
        if not trusts(organization, _PRINCIPAL):
            raise _refuse(
                "ServiceAccessNotEnabledException",
                "The request was rejected because trusted access is not enabled for IAM in Organizations.",
            )
        return organization


def _refuse(code: str, message: str) -> ServiceError:
    return ServiceError(code, message)
