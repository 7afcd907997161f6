"""Security Hub of an account and region."""

from __future__ import annotations

from typing import Any

from sandbox.provider.errors import code
from sandbox.provider.resource import Change, Resource
from sandbox.provider.securityhub.missing import not_subscribed
from sandbox.provider.shapes import given
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import Properties


class Account(Resource):
    """``aws.securityhub.Account``: a deletion DISABLES Security Hub."""

    gone_on_delete = ("ResourceNotFoundException",)

    def create(self, inputs: Properties) -> str:
        """EnableSecurityHub."""
        self._client.enable_security_hub(
            EnableDefaultStandards=inputs["enableDefaultStandards"],
            **given(ControlFindingGenerator=inputs.get("controlFindingGenerator")),
        )
        return self.aws.account_id

    def complete(self, identifier: str, inputs: Properties) -> None:
        """UpdateSecurityHubConfiguration, and waits until it reads back."""
        wanted = inputs["autoEnableControls"]
        self._client.update_security_hub_configuration(AutoEnableControls=wanted)
        until_true(lambda: self._hub().get("AutoEnableControls") == wanted, "Security Hub to be configured", 60)

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeHub."""
        try:
            found = self._hub()
        except Exception as error:
            if code(error) == "ResourceNotFoundException" or not_subscribed(error):
                return None
            raise
        return {
            "arn": found["HubArn"],
            "autoEnableControls": found.get("AutoEnableControls", False),
            "controlFindingGenerator": found.get("ControlFindingGenerator"),
        }

    def update(self, identifier: str, change: Change) -> None:
        """UpdateSecurityHubConfiguration."""
        self._client.update_security_hub_configuration(
            AutoEnableControls=change.new["autoEnableControls"],
            **given(ControlFindingGenerator=change.new.get("controlFindingGenerator")),
        )

    def delete(self, identifier: str, state: Properties) -> None:
        """DisableSecurityHub."""
        self._client.disable_security_hub()

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """The account id; whether the default standards were wanted is not known, so the state says they were not."""
        return identifier, {"enableDefaultStandards": False}

    def _hub(self) -> dict[str, Any]:
        found: dict[str, Any] = self._client.describe_hub()
        return found

    @property
    def _client(self) -> Any:
        return self.client("securityhub")
