"""EC2's settings of an account in a region: encryption, metadata, what may be public, the serial console.

Everything else of EC2 is moto's. These stand apart from its backend, which makes a network and loads images for each
account and region that it is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from moto.core.responses import ActionResult, BaseResponse

from sandbox.aws.holding import PerAccount
from sandbox.aws.keys import find_key
from sandbox.aws.parsing import parameters
from sandbox.aws.service_error import ServiceError

_METADATA = {
    "HttpTokens": ("optional", "required", "no-preference"),
    "HttpEndpoint": ("disabled", "enabled", "no-preference"),
    "InstanceMetadataTags": ("disabled", "enabled", "no-preference"),
    "HttpTokensEnforced": ("disabled", "enabled", "no-preference"),
}
_HOPS = "HttpPutResponseHopLimit"


@dataclass
class RegionalSettings:
    """As AWS sets up a new account."""

    encryption: bool = False
    key: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    snapshots: str = "unblocked"
    # AWS blocks the sharing of images in accounts that have never shared one.
    images: str = "block-new-sharing"
    console: bool = False


_settings = PerAccount(RegionalSettings)


class Ec2SettingsResponse(BaseResponse):  # type: ignore[misc]
    """The settings that an account has in each region."""

    def __init__(self) -> None:
        super().__init__(service_name="ec2")
        self.automated_parameter_parsing = True

    @property
    def _mine(self) -> RegionalSettings:
        return _settings.of(self.current_account, self.region)

    def get_ebs_encryption_by_default(self) -> ActionResult:
        """GetEbsEncryptionByDefault."""
        kind = "none" if not self._mine.encryption else "sse-kms"
        return ActionResult({"EbsEncryptionByDefault": self._mine.encryption, "SseType": kind})

    def enable_ebs_encryption_by_default(self) -> ActionResult:
        """EnableEbsEncryptionByDefault."""
        self._mine.encryption = True
        return ActionResult({"EbsEncryptionByDefault": True})

    def disable_ebs_encryption_by_default(self) -> ActionResult:
        """DisableEbsEncryptionByDefault."""
        self._mine.encryption = False
        return ActionResult({"EbsEncryptionByDefault": False})

    def get_ebs_default_kms_key_id(self) -> ActionResult:
        """GetEbsDefaultKmsKeyId."""
        return ActionResult({"KmsKeyId": self._mine.key or "alias/aws/ebs"})

    def modify_ebs_default_kms_key_id(self) -> ActionResult:
        """ModifyEbsDefaultKmsKeyId."""
        given = parameters(self)["KmsKeyId"]
        self._mine.key = _key_arn(given, self.current_account, self.region)
        return ActionResult({"KmsKeyId": self._mine.key})

    def reset_ebs_default_kms_key_id(self) -> ActionResult:
        """ResetEbsDefaultKmsKeyId."""
        self._mine.key = None
        return ActionResult({"KmsKeyId": "alias/aws/ebs"})

    def get_instance_metadata_defaults(self) -> ActionResult:
        """GetInstanceMetadataDefaults."""
        mine = self._mine.metadata
        return ActionResult({"AccountLevel": {**mine, "ManagedBy": "account"} if mine else {}})

    def modify_instance_metadata_defaults(self) -> ActionResult:
        """ModifyInstanceMetadataDefaults."""
        given = parameters(self)
        for name, accepted in _METADATA.items():
            if name in given:
                if given[name] not in accepted:
                    raise _invalid(name, given[name])
                self._keep(name, given[name], given[name] == "no-preference")
        if _HOPS in given:
            if given[_HOPS] != -1 and not 1 <= given[_HOPS] <= 64:
                raise _invalid(_HOPS, given[_HOPS])
            self._keep(_HOPS, given[_HOPS], given[_HOPS] == -1)
        return ActionResult({"Return": True})

    def get_snapshot_block_public_access_state(self) -> ActionResult:
        """GetSnapshotBlockPublicAccessState."""
        return ActionResult({"State": self._mine.snapshots, "ManagedBy": "account"})

    def enable_snapshot_block_public_access(self) -> ActionResult:
        """EnableSnapshotBlockPublicAccess."""
        state = parameters(self).get("State")
        if state not in ("block-all-sharing", "block-new-sharing"):
            raise _invalid("State", state)
        self._mine.snapshots = state
        return ActionResult({"State": state})

    def disable_snapshot_block_public_access(self) -> ActionResult:
        """DisableSnapshotBlockPublicAccess."""
        self._mine.snapshots = "unblocked"
        return ActionResult({"State": "unblocked"})

    def get_image_block_public_access_state(self) -> ActionResult:
        """GetImageBlockPublicAccessState."""
        return ActionResult({"ImageBlockPublicAccessState": self._mine.images, "ManagedBy": "account"})

    def enable_image_block_public_access(self) -> ActionResult:
        """EnableImageBlockPublicAccess."""
        state = parameters(self).get("ImageBlockPublicAccessState")
        if state != "block-new-sharing":
            raise _invalid("ImageBlockPublicAccessState", state)
        self._mine.images = state
        return ActionResult({"ImageBlockPublicAccessState": state})

    def disable_image_block_public_access(self) -> ActionResult:
        """DisableImageBlockPublicAccess."""
        self._mine.images = "unblocked"
        return ActionResult({"ImageBlockPublicAccessState": "unblocked"})

    def get_serial_console_access_status(self) -> ActionResult:
        """GetSerialConsoleAccessStatus."""
        return ActionResult({"SerialConsoleAccessEnabled": self._mine.console, "ManagedBy": "account"})

    def enable_serial_console_access(self) -> ActionResult:
        """EnableSerialConsoleAccess."""
        self._mine.console = True
        return ActionResult({"SerialConsoleAccessEnabled": True})

    def disable_serial_console_access(self) -> ActionResult:
        """DisableSerialConsoleAccess."""
        self._mine.console = False
        return ActionResult({"SerialConsoleAccessEnabled": False})

    def _keep(self, name: str, value: Any, reset: bool) -> None:
        if reset:
            self._mine.metadata.pop(name, None)
        else:
            self._mine.metadata[name] = value


def _invalid(name: str, value: Any) -> ServiceError:
    return ServiceError("InvalidParameterValue", f"Value ({value}) for parameter {name} is invalid.")


def _key_arn(given: str, account_id: str, region: str) -> str:
    key = find_key(given, account_id, region)
    if key is None:
        raise ServiceError("InvalidKmsKeyId.NotFound", f"The specified KMS key {given} does not exist in this Region.")
    if not key.enabled:
        raise ServiceError("InvalidKmsKeyId.Disabled", f"The KMS key {given} is disabled.")
    return str(key.arn)
