"""Aliases of keys."""

from __future__ import annotations

from sandbox.provider.kms.keys import KeyResource
from sandbox.provider.paging import items
from sandbox.provider.resource import Change
from sandbox.provider.unique import name_from, prefix_of
from sandbox.provider.wire import Properties


class Alias(KeyResource):
    """``aws.kms.Alias``."""

    def create(self, inputs: Properties) -> str:
        """CreateAlias."""
        name = name_from(inputs.get("name"), inputs.get("namePrefix") or "alias/")
        self.kms.create_alias(AliasName=name, TargetKeyId=inputs["targetKeyId"])
        return name

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """Looks the name up among all aliases."""
        listed = items(self.kms, "list_aliases", "Aliases")
        found = next((item for item in listed if item["AliasName"] == identifier), None)
        if found is None:
            return None
        key = found.get("TargetKeyId", "")
        return {
            "name": identifier,
            "namePrefix": prefix_of(identifier),
            "arn": found["AliasArn"],
            "targetKeyId": key,
            "targetKeyArn": self.kms.describe_key(KeyId=key)["KeyMetadata"]["Arn"] if key else "",
        }

    def update(self, identifier: str, change: Change) -> None:
        """UpdateAlias."""
        self.kms.update_alias(AliasName=identifier, TargetKeyId=change.new["targetKeyId"])

    def unknown_after(self, change: Change) -> tuple[str, ...]:
        """The ARN of another key."""
        return ("targetKeyArn",) if change.of("targetKeyId") else ()

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteAlias."""
        self.kms.delete_alias(AliasName=identifier)
