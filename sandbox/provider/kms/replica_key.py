"""Replicas of multi-Region keys."""

from __future__ import annotations

from sandbox.provider.errors import ProviderError
from sandbox.provider.kms.keys import KeyResource
from sandbox.provider.resource import Change
from sandbox.provider.shapes import given
from sandbox.provider.tags import as_list
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import Properties


class ReplicaKey(KeyResource):
    """``aws.kms.ReplicaKey``: made from the primary's region, for this one."""

    def create(self, inputs: Properties) -> str:
        """ReplicateKey with tags, in the region of the primary."""
        primary = inputs["primaryKeyArn"]
        answer = self.client("kms", primary.split(":")[3]).replicate_key(
            KeyId=primary.rpartition("/")[2],
            ReplicaRegion=self.region,
            BypassPolicyLockoutSafetyCheck=bool(inputs.get("bypassPolicyLockoutSafetyCheck")),
            **given(
                Description=inputs.get("description"),
                Policy=inputs.get("policy"),
                Tags=as_list(inputs.get("tagsAll", {}), "TagKey", "TagValue"),
            ),
        )
        return str(answer["ReplicaKeyMetadata"]["KeyId"])

    def complete(self, identifier: str, inputs: Properties) -> None:
        """Waits until it is enabled; then off, where wanted."""
        until_true(lambda: self._state(identifier) == "Enabled", f"replica key {identifier} to be enabled")
        if inputs.get("enabled") is False:
            self.kms.disable_key(KeyId=identifier)

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeKey, policy, rotation, tags. Raises ProviderError for what is no replica."""
        found = self.metadata(identifier)
        if found is None:
            return None
        regions = found.get("MultiRegionConfiguration", {})
        if regions.get("MultiRegionKeyType") != "REPLICA":
            raise ProviderError(f"KMS Key ({identifier}) is not a multi-Region replica key")
        return {
            "arn": found["Arn"],
            "keyId": found["KeyId"],
            "description": found.get("Description", ""),
            "enabled": found["Enabled"],
            "keySpec": found.get("KeySpec", ""),
            "keyUsage": found["KeyUsage"],
            "keyRotationEnabled": bool(self.kms.get_key_rotation_status(KeyId=identifier)["KeyRotationEnabled"]),
            "policy": self.policy(identifier),
            "primaryKeyArn": regions["PrimaryKey"]["Arn"],
            "tagsAll": self.tags(identifier),
        }

    def update(self, identifier: str, change: Change) -> None:
        """Switched on first, off last."""
        if change.of("enabled") and change.new["enabled"]:
            self.kms.enable_key(KeyId=identifier)
        if change.of("description"):
            self.kms.update_key_description(KeyId=identifier, Description=change.new.get("description", ""))
        if change.of("policy"):
            self.put_policy(identifier, change.new)
        if change.of("enabled") and not change.new["enabled"]:
            self.kms.disable_key(KeyId=identifier)

    def _state(self, identifier: str) -> str:
        return str((self.metadata(identifier) or {}).get("KeyState", ""))
