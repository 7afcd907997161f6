"""Inline policies of roles."""

from __future__ import annotations

from typing import Any

from sandbox.provider.iam.documents import text
from sandbox.provider.pairs import Pair
from sandbox.provider.resource import Change
from sandbox.provider.unique import name_from, prefix_of
from sandbox.provider.wire import Properties


class RolePolicy(Pair):
    """``aws.iam.RolePolicy``: a creation overwrites a policy of that name."""

    gone = ("NoSuchEntity",)
    separator = ":"
    parts = ("role name", "policy name")

    def create(self, inputs: Properties) -> str:
        """PutRolePolicy."""
        name = name_from(inputs.get("name"), inputs.get("namePrefix"))
        self._client.put_role_policy(RoleName=inputs["role"], PolicyName=name, PolicyDocument=inputs["policy"])
        return self.joined(inputs["role"], name)

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetRolePolicy."""
        role, name = self.split(identifier)
        found = self._client.get_role_policy(RoleName=role, PolicyName=name)
        return {"role": role, "name": name, "namePrefix": prefix_of(name), "policy": text(found["PolicyDocument"])}

    def update(self, identifier: str, change: Change) -> None:
        """PutRolePolicy."""
        role, name = self.split(identifier)
        self._client.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=change.new["policy"])

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteRolePolicy."""
        role, name = self.split(identifier)
        self._client.delete_role_policy(RoleName=role, PolicyName=name)

    @property
    def _client(self) -> Any:
        return self.client("iam")
