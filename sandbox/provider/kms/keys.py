"""What keys and replicas of keys have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sandbox.provider.errors import code, message
from sandbox.provider.paging import items
from sandbox.provider.resource import Resource
from sandbox.provider.tags import as_list, as_map
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import Properties

_DELETED = ("PendingDeletion", "PendingReplicaDeletion")


class KeyResource(Resource):
    """A KMS key: described, tagged and deleted the same whatever made it."""

    gone = ("NotFoundException",)

    @property
    def kms(self) -> Any:
        """The client of KMS in the key's region."""
        return self.client("kms")

    def metadata(self, identifier: str) -> dict[str, Any] | None:
        """DescribeKey; None for a key that waits for its deletion."""
        found: dict[str, Any] = self.kms.describe_key(KeyId=identifier)["KeyMetadata"]
        return None if found["KeyState"] in _DELETED else found

    def policy(self, identifier: str) -> str:
        """GetKeyPolicy."""
        return str(self.kms.get_key_policy(KeyId=identifier, PolicyName="default")["Policy"])

    def tags(self, identifier: str) -> dict[str, str]:
        """ListResourceTags."""
        return as_map(list(items(self.kms, "list_resource_tags", "Tags", KeyId=identifier)), "TagKey", "TagValue")

    def put_policy(self, identifier: str, properties: Properties) -> None:
        """PutKeyPolicy."""
        self.kms.put_key_policy(
            KeyId=identifier,
            PolicyName="default",
            Policy=properties["policy"],
            BypassPolicyLockoutSafetyCheck=bool(properties.get("bypassPolicyLockoutSafetyCheck")),
        )

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """UntagResource and TagResource."""
        if removing:
            self.kms.untag_resource(KeyId=identifier, TagKeys=removing)
        if setting:
            self.kms.tag_resource(KeyId=identifier, Tags=as_list(setting, "TagKey", "TagValue"))

    def delete(self, identifier: str, state: Properties) -> None:
        """ScheduleKeyDeletion: the key is gone for us, though AWS keeps it for 7 to 30 days."""
        window = state.get("deletionWindowInDays")
        try:
            self.kms.schedule_key_deletion(KeyId=identifier, **({"PendingWindowInDays": window} if window else {}))
        except Exception as error:
            if code(error) != "KMSInvalidStateException" or "pending deletion" not in message(error):
                raise
        until_true(lambda: self.metadata(identifier) is None, f"key {identifier} to be scheduled for deletion")


def default_policy(partition: str, account: str) -> str:
    """The policy that AWS gives a key for which none is given."""
    statement = {
        "Sid": "Enable IAM User Permissions",
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:{partition}:iam::{account}:root"},
        "Action": "kms:*",
        "Resource": "*",
    }
    return json.dumps({"Id": "default", "Version": "2012-10-17", "Statement": [statement]})
