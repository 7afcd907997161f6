"""Documents of Systems Manager."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.errors import code
from sandbox.provider.moments import rfc3339
from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import from_aws, given, to_aws
from sandbox.provider.tags import as_list, as_map
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import Properties

_ACCOUNTS_A_CALL = 20
_SHOWN = {
    "createdDate": "CreatedDate",
    "defaultVersion": "DefaultVersion",
    "description": "Description",
    "documentFormat": "DocumentFormat",
    "documentType": "DocumentType",
    "documentVersion": "DocumentVersion",
    "hash": "Hash",
    "hashType": "HashType",
    "latestVersion": "LatestVersion",
    "owner": "Owner",
    "platformTypes": "PlatformTypes",
    "schemaVersion": "SchemaVersion",
    "status": "Status",
    "targetType": "TargetType",
    "versionName": "VersionName",
}


class Document(Resource):
    """``aws.ssm.Document``: an update makes a new version and the default of it."""

    gone = ("InvalidDocument",)

    def create(self, inputs: Properties) -> str:
        """CreateDocument with its tags."""
        self._client.create_document(
            Name=inputs["name"],
            DocumentType=inputs["documentType"],
            **self._content(inputs),
            **given(Tags=as_list(inputs.get("tagsAll", {}))),
        )
        return str(inputs["name"])

    def complete(self, identifier: str, inputs: Properties) -> None:
        """Shares it, then waits until it is active."""
        self._share(identifier, [], _accounts(inputs))
        until_true(lambda: self._describe(identifier)["Status"] == "Active", f"document {identifier} to be active")

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeDocument, its newest content and who it is shared with."""
        found = self._describe(identifier)
        shown = {name: found.get(theirs) for name, theirs in _SHOWN.items()}
        content = self._client.get_document(
            Name=identifier, DocumentVersion="$LATEST", DocumentFormat=found["DocumentFormat"]
        )["Content"]
        shared = self._client.describe_document_permission(Name=identifier, PermissionType="Share").get(
            "AccountIds", []
        )
        return {
            **shown,
            "name": identifier,
            "createdDate": rfc3339(found.get("CreatedDate")),
            "arn": f"arn:{self.aws.partition}:ssm:{self.region}:{self.aws.account_id}:document/{identifier}",
            "content": content,
            "parameters": from_aws(found.get("Parameters", [])),
            "permissions": {"type": "Share", "account_ids": ",".join(shared)} if shared else None,
            "tagsAll": as_map(self._tags(identifier)),
        }

    def update(self, identifier: str, change: Change) -> None:
        """ModifyDocumentPermission, then a new version."""
        if change.of("permissions"):
            self._share(identifier, _accounts(change.old), _accounts(change.new))
        if not change.names - {"permissions", "tags", "tagsAll"}:
            return
        try:
            answer = self._client.update_document(
                Name=identifier, DocumentVersion="$LATEST", **self._content(change.new)
            )
            version = answer["DocumentDescription"]["DocumentVersion"]
        except Exception as error:
            if code(error) != "DuplicateDocumentContent":
                raise
            version = self._describe(identifier)["LatestVersion"]
        self._client.update_document_default_version(Name=identifier, DocumentVersion=version)

    def unknown_after(self, change: Change) -> tuple[str, ...]:
        """What a new version changes."""
        changed = ("defaultVersion", "documentVersion", "hash", "latestVersion", "parameters")
        return changed if change.of("content") else ()

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """RemoveTagsFromResource and AddTagsToResource."""
        if removing:
            self._client.remove_tags_from_resource(ResourceType="Document", ResourceId=identifier, TagKeys=removing)
        if setting:
            self._client.add_tags_to_resource(ResourceType="Document", ResourceId=identifier, Tags=as_list(setting))

    def delete(self, identifier: str, state: Properties) -> None:
        """Takes the shares back, then DeleteDocument."""
        self._share(identifier, _accounts(state), [])
        self._client.delete_document(Name=identifier)

    def _describe(self, identifier: str) -> dict[str, Any]:
        found: dict[str, Any] = self._client.describe_document(Name=identifier)["Document"]
        return found

    def _tags(self, identifier: str) -> list[dict[str, str]]:
        answer = self._client.list_tags_for_resource(ResourceType="Document", ResourceId=identifier)
        return list(answer.get("TagList", ()))

    def _content(self, properties: Properties) -> dict[str, Any]:
        return given(
            Content=properties["content"],
            DocumentFormat=properties["documentFormat"],
            TargetType=properties.get("targetType"),
            VersionName=properties.get("versionName"),
            Attachments=to_aws(properties.get("attachmentsSources")),
        )

    def _share(self, identifier: str, old: list[str], new: list[str]) -> None:
        """At most twenty accounts a call."""
        moves = (("AccountIdsToAdd", old, new), ("AccountIdsToRemove", new, old))
        for parameter, there, wanted in moves:
            accounts = [account for account in wanted if account not in there]
            for start in range(0, len(accounts), _ACCOUNTS_A_CALL):
                some = accounts[start : start + _ACCOUNTS_A_CALL]
                self._client.modify_document_permission(Name=identifier, PermissionType="Share", **{parameter: some})

    @property
    def _client(self) -> Any:
        return self.client("ssm")


def _accounts(properties: Properties) -> list[str]:
    listed = (properties.get("permissions") or {}).get("account_ids", "")
    return [account.strip() for account in listed.split(",") if account.strip()]
