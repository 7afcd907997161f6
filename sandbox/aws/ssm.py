"""Systems Manager: settings of services in an account and region."""

from __future__ import annotations

import time
from dataclasses import dataclass

from moto.core.responses import ActionResult, EmptyResult
from moto.ssm.responses import SimpleSystemManagerResponse

from sandbox.aws import credentials
from sandbox.aws.holding import PerAccount
from sandbox.aws.parsing import parameters
from sandbox.aws.service_error import ServiceError

# AWS lists them where it describes UpdateServiceSetting in the API reference of Systems Manager.
_DEFAULTS = {
    "/ssm/appmanager/appmanager-enabled": "True",
    "/ssm/automation/customer-script-log-destination": "",
    "/ssm/automation/customer-script-log-group-name": "",
    "/ssm/automation/enable-adaptive-concurrency": "False",
    "/ssm/documents/console/public-sharing-permission": "Enable",
    "/ssm/managed-instance/activation-tier": "standard",
    "/ssm/managed-instance/default-ec2-instance-management-role": "",
    "/ssm/opsinsights/opscenter": "Disabled",
    "/ssm/parameter-store/default-parameter-tier": "Standard",
    "/ssm/parameter-store/high-throughput-enabled": "false",
}


@dataclass(frozen=True)
class Setting:
    """The value of a setting, and who gave it."""

    value: str
    user: str = "System"
    modified: float = 0.0


_settings: PerAccount[dict[str, Setting]] = PerAccount(dict)


class SsmResponse(SimpleSystemManagerResponse):  # type: ignore[misc]
    """Moto's Systems Manager with the settings of services."""

    def update_document(self) -> ActionResult:
        """UpdateDocument. Content is a duplicate when it is that of the latest version; moto minds older ones too."""
        documents = self.ssm_backend._documents.get(parameters(self)["Name"])
        if documents is None:
            return super().update_document()
        every, default, latest = documents.versions, documents.default_version, documents.latest_version
        documents.versions, documents.default_version = {latest: every[latest]}, latest
        try:
            return super().update_document()
        finally:
            documents.versions, documents.default_version = {**every, **documents.versions}, default

    def get_service_setting(self) -> ActionResult:
        """GetServiceSetting."""
        return ActionResult({"ServiceSetting": self._show(self._setting_id())})

    def update_service_setting(self) -> ActionResult:
        """UpdateServiceSetting."""
        name, user = self._setting_id(), credentials.caller(self.get_access_key()).arn
        self._mine[name] = Setting(parameters(self)["SettingValue"], user, time.time())
        return EmptyResult()

    def reset_service_setting(self) -> ActionResult:
        """ResetServiceSetting."""
        name = self._setting_id()
        self._mine.pop(name, None)
        return ActionResult({"ServiceSetting": self._show(name)})

    @property
    def _mine(self) -> dict[str, Setting]:
        return _settings.of(self.current_account, self.region)

    def _setting_id(self) -> str:
        given = str(parameters(self)["SettingId"])
        name = given.split(":servicesetting", 1)[-1] if given.startswith("arn:") else given
        if name not in _DEFAULTS:
            raise ServiceError("ServiceSettingNotFound", f"The setting {given} does not exist.")
        return name

    def _show(self, name: str) -> dict[str, object]:
        setting = self._mine.get(name)
        shown = setting or Setting(_DEFAULTS[name])
        return {
            "SettingId": name,
            "SettingValue": shown.value,
            "LastModifiedDate": shown.modified,
            "LastModifiedUser": shown.user,
            "ARN": f"arn:{self.partition}:ssm:{self.region}:{self.current_account}:servicesetting{name}",
            "Status": "Customized" if setting else "Default",
        }
