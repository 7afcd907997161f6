"""Organizational units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.organizations import tagging
from sandbox.provider.organizations.parents import parent_of
from sandbox.provider.paging import items
from sandbox.provider.resource import Change, Resource
from sandbox.provider.tags import as_list
from sandbox.provider.wire import Properties


class OrganizationalUnit(Resource):
    """``aws.organizations.OrganizationalUnit``: renamed in place, never moved."""

    gone = ("OrganizationalUnitNotFoundException", "AWSOrganizationsNotInUseException")
    gone_on_delete = ("OrganizationalUnitNotFoundException",)

    def create(self, inputs: Properties) -> str:
        """CreateOrganizationalUnit with its tags."""
        answer = self._client.create_organizational_unit(
            Name=inputs["name"], ParentId=inputs["parentId"], Tags=as_list(inputs.get("tagsAll", {}))
        )
        return str(answer["OrganizationalUnit"]["Id"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """The unit, its parent and the accounts directly in it."""
        found = self._client.describe_organizational_unit(OrganizationalUnitId=identifier)["OrganizationalUnit"]
        return {
            "name": found["Name"],
            "arn": found["Arn"],
            "parentId": parent_of(self._client, identifier),
            "accounts": [
                {"arn": item["Arn"], "email": item["Email"], "id": item["Id"], "name": item["Name"]}
                for item in items(self._client, "list_accounts_for_parent", "Accounts", ParentId=identifier)
            ],
            "tagsAll": tagging.read(self._client, identifier),
        }

    def update(self, identifier: str, change: Change) -> None:
        """UpdateOrganizationalUnit: the name."""
        if change.of("name"):
            self._client.update_organizational_unit(OrganizationalUnitId=identifier, Name=change.new["name"])

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """TagResource and UntagResource."""
        tagging.write(self._client, identifier, setting, removing)

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteOrganizationalUnit; AWS refuses while it holds anything."""
        self._client.delete_organizational_unit(OrganizationalUnitId=identifier)

    @property
    def _client(self) -> Any:
        return self.client("organizations")
