"""Roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.difference import Difference
from sandbox.provider.iam import attachments
from sandbox.provider.iam.documents import text
from sandbox.provider.moments import rfc3339
from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.tags import as_list, as_map
from sandbox.provider.unique import name_from, prefix_of
from sandbox.provider.wire import Properties


class Role(Resource):
    """``aws.iam.Role``."""

    gone = ("NoSuchEntity",)

    def create(self, inputs: Properties) -> str:
        """CreateRole with its tags; an inline policy that IAM refuses takes the role with it."""
        name = name_from(inputs.get("name"), inputs.get("namePrefix"))
        self._client.create_role(
            RoleName=name,
            AssumeRolePolicyDocument=inputs["assumeRolePolicy"],
            Path=inputs["path"],
            MaxSessionDuration=inputs["maxSessionDuration"],
            **given(
                Description=inputs.get("description"),
                PermissionsBoundary=inputs.get("permissionsBoundary"),
                Tags=as_list(inputs.get("tagsAll", {})),
            ),
        )
        try:
            attachments.change_inline(self._client, name, [], inputs.get("inlinePolicies") or [])
        except Exception:
            self._client.delete_role(RoleName=name)
            raise
        return name

    def complete(self, identifier: str, inputs: Properties) -> None:
        """AttachRolePolicy for each managed policy."""
        attachments.change_managed(self._client, identifier, [], inputs.get("managedPolicyArns") or [])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetRole, and whatever policies it has."""
        found = self._client.get_role(RoleName=identifier)["Role"]
        return {
            "name": found["RoleName"],
            "namePrefix": prefix_of(found["RoleName"]),
            "arn": found["Arn"],
            "uniqueId": found["RoleId"],
            "createDate": rfc3339(found["CreateDate"]),
            "path": found["Path"],
            "description": found.get("Description", ""),
            "maxSessionDuration": found.get("MaxSessionDuration", 3600),
            "assumeRolePolicy": text(found["AssumeRolePolicyDocument"]),
            "permissionsBoundary": found.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn"),
            "inlinePolicies": attachments.inline(self._client, identifier),
            "managedPolicyArns": attachments.managed(self._client, identifier),
            "tagsAll": as_map(found.get("Tags", [])),
        }

    def update(self, identifier: str, change: Change) -> None:
        """One call for each thing that changed."""
        new = change.new
        if change.of("assumeRolePolicy"):
            self._client.update_assume_role_policy(RoleName=identifier, PolicyDocument=new["assumeRolePolicy"])
        if change.of("description"):
            self._client.update_role_description(RoleName=identifier, Description=new.get("description", ""))
        if change.of("maxSessionDuration"):
            self._client.update_role(RoleName=identifier, MaxSessionDuration=new["maxSessionDuration"])
        if change.of("permissionsBoundary"):
            self._bound(identifier, new.get("permissionsBoundary"))
        if change.of("inlinePolicies"):
            attachments.change_inline(
                self._client, identifier, change.old.get("inlinePolicies") or [], new["inlinePolicies"]
            )
        if change.of("managedPolicyArns"):
            attachments.change_managed(
                self._client, identifier, change.old.get("managedPolicyArns") or [], new["managedPolicyArns"]
            )

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """TagRole and UntagRole."""
        if removing:
            self._client.untag_role(RoleName=identifier, TagKeys=removing)
        if setting:
            self._client.tag_role(RoleName=identifier, Tags=as_list(setting))

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteRole, after what the state knows of (or everything, when forced) is detached."""
        force = state.get("forceDetachPolicies")
        for profile in self._client.list_instance_profiles_for_role(RoleName=identifier)["InstanceProfiles"]:
            self._client.remove_role_from_instance_profile(
                InstanceProfileName=profile["InstanceProfileName"], RoleName=identifier
            )
        if force or state.get("managedPolicyArns"):
            attached = attachments.managed(self._client, identifier)
            attachments.change_managed(self._client, identifier, attached, [])
        if force or state.get("inlinePolicies"):
            attachments.change_inline(self._client, identifier, attachments.inline(self._client, identifier), [])
        self._client.delete_role(RoleName=identifier)

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """The role's name; nothing is detached by force after an import."""
        return identifier, {"forceDetachPolicies": False}

    def suppresses(self, difference: Difference, state: Properties, inputs: Properties) -> bool:
        """One empty inline policy means "none"."""
        return difference.path[0] == "inlinePolicies" and not difference.new and not state.get("inlinePolicies")

    def _bound(self, identifier: str, boundary: str | None) -> None:
        if boundary:
            self._client.put_role_permissions_boundary(RoleName=identifier, PermissionsBoundary=boundary)
        else:
            self._client.delete_role_permissions_boundary(RoleName=identifier)

    @property
    def _client(self) -> Any:
        return self.client("iam")
