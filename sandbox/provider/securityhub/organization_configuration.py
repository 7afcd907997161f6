"""How Security Hub treats members of the organization."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.securityhub.missing import not_subscribed
from sandbox.provider.shapes import given
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import UNKNOWN, Properties

_CENTRAL = "CENTRAL"
_RESET: Properties = {
    "autoEnable": False,
    "autoEnableStandards": "NONE",
    "organizationConfiguration": {"configurationType": "LOCAL"},
}


class OrganizationConfiguration(Resource):
    """``aws.securityhub.OrganizationConfiguration``, in the delegated administrator: a deletion RESETS it."""

    def create(self, inputs: Properties) -> str:
        """UpdateOrganizationConfiguration."""
        self._put(inputs)
        return self.aws.account_id

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeOrganizationConfiguration."""
        try:
            found = self._get()
        except Exception as error:
            if not_subscribed(error):
                return None
            raise
        kind = (found.get("OrganizationConfiguration") or {}).get("ConfigurationType", "LOCAL")
        return {
            "autoEnable": found.get("AutoEnable", False),
            "autoEnableStandards": found.get("AutoEnableStandards"),
            "organizationConfiguration": {"configurationType": kind},
        }

    def update(self, identifier: str, change: Change) -> None:
        """UpdateOrganizationConfiguration."""
        self._put(change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """UpdateOrganizationConfiguration: local, nothing enabled by itself."""
        self._put(_RESET)

    @classmethod
    def problems(cls, inputs: Properties) -> Iterator[tuple[str, str]]:
        """Central configuration enables nothing by itself."""
        kind = inputs.get("organizationConfiguration")
        if kind is UNKNOWN or (kind or {}).get("configurationType") != _CENTRAL:
            return
        if inputs.get("autoEnable"):
            yield "autoEnable", "'autoEnable' must be false when 'configurationType' is CENTRAL"
        if inputs.get("autoEnableStandards", "NONE") not in ("NONE", UNKNOWN):
            yield "autoEnableStandards", "'autoEnableStandards' must be NONE when 'configurationType' is CENTRAL"

    def _put(self, properties: Properties) -> None:
        kind = (properties.get("organizationConfiguration") or {}).get("configurationType")
        self._client.update_organization_configuration(
            AutoEnable=properties["autoEnable"],
            **given(
                AutoEnableStandards=properties.get("autoEnableStandards"),
                OrganizationConfiguration={"ConfigurationType": kind} if kind else None,
            ),
        )
        if kind == _CENTRAL:
            until_true(self._enabled, "central configuration of Security Hub to be enabled", 180)

    def _enabled(self) -> bool:
        return bool((self._get().get("OrganizationConfiguration") or {}).get("Status", "ENABLED") == "ENABLED")

    def _get(self) -> dict[str, Any]:
        found: dict[str, Any] = self._client.describe_organization_configuration()
        return found

    @property
    def _client(self) -> Any:
        return self.client("securityhub")
