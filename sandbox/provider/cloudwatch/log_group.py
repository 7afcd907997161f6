"""Log groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.difference import Difference
from sandbox.provider.paging import items
from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.unique import name_from, prefix_of
from sandbox.provider.wire import Properties

_DELIVERY = "DELIVERY"


class LogGroup(Resource):
    """``aws.cloudwatch.LogGroup``: an existing one of that name is an error, not adopted."""

    gone = ("ResourceNotFoundException",)

    def create(self, inputs: Properties) -> str:
        """CreateLogGroup with its tags."""
        name = name_from(inputs.get("name"), inputs.get("namePrefix"))
        self._client.create_log_group(
            logGroupName=name,
            **given(
                kmsKeyId=inputs.get("kmsKeyId"),
                tags=inputs.get("tagsAll"),
                logGroupClass=inputs.get("logGroupClass"),
                deletionProtectionEnabled=inputs.get("deletionProtectionEnabled"),
            ),
        )
        return name

    def complete(self, identifier: str, inputs: Properties) -> None:
        """PutRetentionPolicy, when it shall not keep for ever."""
        if inputs.get("retentionInDays"):
            self._retain(identifier, inputs)

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """The group of exactly that name, and its tags."""
        listed = items(self._client, "describe_log_groups", "logGroups", logGroupNamePrefix=identifier)
        found = next((item for item in listed if item["logGroupName"] == identifier), None)
        if found is None:
            return None
        arn = found.get("logGroupArn") or found["arn"].removesuffix(":*")
        return {
            "name": identifier,
            "namePrefix": prefix_of(identifier),
            "arn": arn,
            "retentionInDays": found.get("retentionInDays", 0),
            "kmsKeyId": found.get("kmsKeyId"),
            "logGroupClass": found.get("logGroupClass", "STANDARD"),
            "deletionProtectionEnabled": found.get("deletionProtectionEnabled", False),
            "tagsAll": self._client.list_tags_for_resource(resourceArn=arn).get("tags", {}),
        }

    def update(self, identifier: str, change: Change) -> None:
        """Retention, protection, key."""
        if change.of("retentionInDays"):
            self._retain(identifier, change.new)
        if change.of("deletionProtectionEnabled"):
            self._client.put_log_group_deletion_protection(
                logGroupIdentifier=identifier, deletionProtectionEnabled=change.new["deletionProtectionEnabled"]
            )
        if change.of("kmsKeyId"):
            if key := change.new.get("kmsKeyId"):
                self._client.associate_kms_key(logGroupName=identifier, kmsKeyId=key)
            else:
                self._client.disassociate_kms_key(logGroupName=identifier)

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """UntagResource and TagResource."""
        if removing:
            self._client.untag_resource(resourceArn=state["arn"], tagKeys=removing)
        if setting:
            self._client.tag_resource(resourceArn=state["arn"], tags=dict(setting))

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteLogGroup, unless ``skipDestroy``."""
        if not state.get("skipDestroy"):
            self._client.delete_log_group(logGroupName=identifier)

    def suppresses(self, difference: Difference, state: Properties, inputs: Properties) -> bool:
        """A delivery group has its own retention."""
        return difference.path[0] == "retentionInDays" and inputs.get("logGroupClass") == _DELIVERY

    def _retain(self, identifier: str, properties: Properties) -> None:
        days = properties.get("retentionInDays") or 0
        if properties.get("logGroupClass") == _DELIVERY:
            return
        if days:
            self._client.put_retention_policy(logGroupName=identifier, retentionInDays=days)
        else:
            self._client.delete_retention_policy(logGroupName=identifier)

    @property
    def _client(self) -> Any:
        return self.client("logs")
