"""Security Hub: the hub of each account and region, and how an organization's members are treated."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.securityhub.models import securityhub_backends
from moto.securityhub.responses import SecurityHubResponse as MotoSecurityHubResponse

from sandbox.aws.holding import PerAccount
from sandbox.aws.organizations.administration import Administered, Administration, Administrator
from sandbox.aws.organizations.management import organization_of
from sandbox.aws.parsing import parameters
from sandbox.aws.service_error import ServiceError

_REFUSALS = {
    "BadRequest": "InvalidInputException",
    "Conflict": "ResourceConflictException",
    "NotFound": "ResourceNotFoundException",
    "NotManagement": "AccessDeniedException",
    "NoOrganization": "AccessDeniedException",
}
_MESSAGES = {
    "NotManagement": "Your account is not the management account of the organization.",
    "NoOrganization": "Your account is not a member of an organization.",
}


@dataclass
class Settings:
    """Settings of a hub, and of the organization where the account administers it."""

    auto_enable_controls: bool = True
    generator: str = "SECURITY_CONTROL"
    auto_enable: bool = False
    auto_enable_standards: str = "DEFAULT"
    configuration: str = "LOCAL"


def _refuse(code: str, message: str) -> ServiceError:
    return ServiceError(_REFUSALS.get(code, code), message or _MESSAGES[code])


_settings: PerAccount[Settings] = PerAccount(Settings)
_administrators: PerAccount[Administrator] = PerAccount(Administrator)


class SecurityHubResponse(Administered, MotoSecurityHubResponse):  # type: ignore[misc]
    """Moto's Security Hub with what AWS does beyond it."""

    administration = Administration("securityhub.amazonaws.com", _administrators, _refuse)

    def enable_security_hub(self) -> str:
        """EnableSecurityHub, once."""
        if self.securityhub_backend.enabled:
            raise _refuse("Conflict", "Account is already subscribed to Security Hub")
        answer = str(super().enable_security_hub())
        held = self._settings
        held.auto_enable_controls = True
        held.generator = parameters(self).get("ControlFindingGenerator") or "SECURITY_CONTROL"
        return answer

    def disable_security_hub(self) -> str:
        """DisableSecurityHub; not by who administers it for the organization."""
        if self.securityhub_backend.enabled and self.administers():
            raise _refuse("BadRequest", "Cannot disable Security Hub on the Security Hub administrator")
        return str(super().disable_security_hub())

    def describe_hub(self) -> str:
        """DescribeHub."""
        hub = json.loads(super().describe_hub())
        own = {
            "AutoEnableControls": self._settings.auto_enable_controls,
            "ControlFindingGenerator": self._settings.generator,
        }
        return json.dumps({**hub, **own})

    def update_security_hub_configuration(self) -> ActionResult:
        """UpdateSecurityHubConfiguration."""
        self._check_enabled()
        given, held = parameters(self), self._settings
        held.auto_enable_controls = given.get("AutoEnableControls", held.auto_enable_controls)
        held.generator = given.get("ControlFindingGenerator") or held.generator
        return EmptyResult()

    def begin(self, account_id: str) -> None:
        """The administrator gets a hub, if it has none."""
        securityhub_backends[account_id][self.region].enable_security_hub()

    def list_organization_admin_accounts(self) -> str:
        """ListOrganizationAdminAccounts."""
        account_id = self.administrator()
        return json.dumps({"AdminAccounts": [{"AccountId": account_id, "Status": "ENABLED"}] if account_id else []})

    def describe_organization_configuration(self) -> str:
        """DescribeOrganizationConfiguration."""
        self._check_administrator()
        held = self._settings
        return json.dumps(
            {
                "AutoEnable": held.auto_enable,
                "AutoEnableStandards": held.auto_enable_standards,
                "MemberAccountLimitReached": False,
                "OrganizationConfiguration": {"ConfigurationType": held.configuration, "Status": "ENABLED"},
            }
        )

    def update_organization_configuration(self) -> str:
        """UpdateOrganizationConfiguration: central configuration is for member accounts, and enables nothing itself."""
        self._check_administrator()
        given, held = parameters(self), self._settings
        kind = (given.get("OrganizationConfiguration") or {}).get("ConfigurationType") or held.configuration
        standards = given.get("AutoEnableStandards") or held.auto_enable_standards
        if kind not in ("CENTRAL", "LOCAL") or standards not in ("NONE", "DEFAULT"):
            raise _refuse("BadRequest", "Invalid configuration type or standards.")
        if kind == "CENTRAL":
            self._check_central(given["AutoEnable"], standards)
        held.auto_enable, held.auto_enable_standards, held.configuration = given["AutoEnable"], standards, kind
        return "{}"

    @property
    def _settings(self) -> Settings:
        return _settings.of(self.current_account, self.region)

    def _check_enabled(self) -> None:
        if not self.securityhub_backend.enabled:
            message = f"Account {self.current_account} is not subscribed to AWS Security Hub"
            raise _refuse("InvalidAccessException", message)

    def _check_administrator(self) -> None:
        self._check_enabled()
        if not self.administers():
            raise _refuse(
                "InvalidAccessException",
                f"Account {self.current_account} is not an administrator for this organization",
            )

    def _check_central(self, auto_enable: Any, standards: str) -> None:
        if organization_of(self.current_account).org.master_account_id == self.current_account:
            raise _refuse("AccessDeniedException", "Central configuration is not available to the management account.")
        if auto_enable or standards != "NONE":
            raise _refuse(
                "BadRequest", "AutoEnable must be false and AutoEnableStandards NONE for central configuration."
            )
