"""Keys."""

from __future__ import annotations

from sandbox.provider.errors import ProviderError
from sandbox.provider.kms.keys import KeyResource
from sandbox.provider.resource import Change
from sandbox.provider.shapes import given
from sandbox.provider.tags import as_list
from sandbox.provider.wire import Properties


class Key(KeyResource):
    """``aws.kms.Key``."""

    def create(self, inputs: Properties) -> str:
        """CreateKey with its tags."""
        store = inputs.get("customKeyStoreId")
        origin = None if not store else "EXTERNAL_KEY_STORE" if inputs.get("xksKeyId") else "AWS_CLOUDHSM"
        answer = self.kms.create_key(
            BypassPolicyLockoutSafetyCheck=bool(inputs.get("bypassPolicyLockoutSafetyCheck")),
            KeySpec=inputs["customerMasterKeySpec"],
            KeyUsage=inputs["keyUsage"],
            **given(
                CustomKeyStoreId=store,
                Description=inputs.get("description"),
                MultiRegion=inputs.get("multiRegion"),
                Origin=origin,
                Policy=inputs.get("policy"),
                Tags=as_list(inputs.get("tagsAll", {}), "TagKey", "TagValue"),
                XksKeyId=inputs.get("xksKeyId"),
            ),
        )
        return str(answer["KeyMetadata"]["KeyId"])

    def complete(self, identifier: str, inputs: Properties) -> None:
        """Rotation on, key off, where wanted."""
        if inputs.get("enableKeyRotation"):
            self._rotate(identifier, inputs)
        if inputs.get("isEnabled") is False:
            self.kms.disable_key(KeyId=identifier)

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeKey, policy, rotation, tags. Raises ProviderError for a replica."""
        found = self.metadata(identifier)
        if found is None:
            return None
        if found.get("MultiRegionConfiguration", {}).get("MultiRegionKeyType") == "REPLICA":
            raise ProviderError(f"KMS Key ({identifier}) is a multi-Region replica key: use aws.kms.ReplicaKey")
        rotation = self._rotation(identifier) if found.get("Origin") == "AWS_KMS" else {}
        return {
            "arn": found["Arn"],
            "keyId": found["KeyId"],
            "description": found.get("Description", ""),
            "customerMasterKeySpec": found.get("KeySpec") or found.get("CustomerMasterKeySpec"),
            "customKeyStoreId": found.get("CustomKeyStoreId"),
            "enableKeyRotation": bool(rotation.get("KeyRotationEnabled")),
            "rotationPeriodInDays": rotation.get("RotationPeriodInDays") or state.get("rotationPeriodInDays"),
            "isEnabled": found["Enabled"],
            "keyUsage": found["KeyUsage"],
            "multiRegion": bool(found.get("MultiRegion")),
            "policy": self.policy(identifier),
            "xksKeyId": found.get("XksKeyConfiguration", {}).get("Id"),
            "tagsAll": self.tags(identifier),
        }

    def update(self, identifier: str, change: Change) -> None:
        """Switched on first, because the rest needs that; switched off last."""
        new = change.new
        if change.of("isEnabled") and new["isEnabled"]:
            self.kms.enable_key(KeyId=identifier)
        if change.of("enableKeyRotation", "rotationPeriodInDays"):
            if new.get("enableKeyRotation"):
                self._rotate(identifier, new)
            else:
                self.kms.disable_key_rotation(KeyId=identifier)
        if change.of("description"):
            self.kms.update_key_description(KeyId=identifier, Description=new.get("description", ""))
        if change.of("policy"):
            self.put_policy(identifier, new)
        if change.of("isEnabled") and not new["isEnabled"]:
            self.kms.disable_key(KeyId=identifier)

    def _rotate(self, identifier: str, properties: Properties) -> None:
        days = properties.get("rotationPeriodInDays")
        self.kms.enable_key_rotation(KeyId=identifier, **given(RotationPeriodInDays=days))

    def _rotation(self, identifier: str) -> Properties:
        found: Properties = self.kms.get_key_rotation_status(KeyId=identifier)
        return found
