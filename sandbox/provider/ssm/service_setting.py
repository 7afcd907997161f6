"""Settings of Systems Manager for an account and region."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import Properties

_SECONDS = 1200.0
_SETTLED = ("Customized", "Default")


class ServiceSetting(Resource):
    """``aws.ssm.ServiceSetting``: a deletion RESETS it to AWS's default."""

    gone = ("ServiceSettingNotFound",)

    def create(self, inputs: Properties) -> str:
        """UpdateServiceSetting, and waits until it is in force."""
        self._put(inputs)
        return str(self._get(inputs["settingId"])["ARN"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetServiceSetting; the id is shown in the form in which it was given."""
        found = self._get(state.get("settingId") or identifier)
        given = str(state.get("settingId") or found["SettingId"])
        return {
            "settingId": found["ARN"] if given.startswith("arn:") else found["SettingId"],
            "settingValue": found["SettingValue"],
            "arn": found["ARN"],
            "status": found["Status"],
        }

    def update(self, identifier: str, change: Change) -> None:
        """UpdateServiceSetting; another setting is set and the old one left as it is."""
        self._put(change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """ResetServiceSetting, and waits."""
        setting = state["settingId"]
        self._client.reset_service_setting(SettingId=setting)
        until_true(lambda: self._get(setting)["Status"] == "Default", f"setting {setting} to be reset", _SECONDS)

    def _put(self, properties: Properties) -> None:
        setting = properties["settingId"]
        self._client.update_service_setting(SettingId=setting, SettingValue=properties["settingValue"])
        until_true(lambda: self._get(setting)["Status"] in _SETTLED, f"setting {setting} to be in force", _SECONDS)

    def _get(self, setting: str) -> dict[str, Any]:
        found: dict[str, Any] = self._client.get_service_setting(SettingId=setting)["ServiceSetting"]
        return found

    @property
    def _client(self) -> Any:
        return self.client("ssm")
