"""Inline policies of roles."""

from __future__ import annotations

from typing import Any

from sandbox.provider.errors import ProviderError
from sandbox.provider.iam.documents import text
from sandbox.provider.resource import Change, Resource
from sandbox.provider.unique import name_from, prefix_of
from sandbox.provider.wire import Properties


class RolePolicy(Resource):
    """``aws.iam.RolePolicy``: a creation overwrites a policy of that name."""

    gone = ("NoSuchEntity",)

    def create(self, inputs: Properties) -> str:
        """PutRolePolicy."""
        name = name_from(inputs.get("name"), inputs.get("namePrefix"))
        self._client.put_role_policy(RoleName=inputs["role"], PolicyName=name, PolicyDocument=inputs["policy"])
        return f"{inputs['role']}:{name}"

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetRolePolicy."""
        role, name = _parts(identifier)
        found = self._client.get_role_policy(RoleName=role, PolicyName=name)
        return {"role": role, "name": name, "namePrefix": prefix_of(name), "policy": text(found["PolicyDocument"])}

    def update(self, identifier: str, change: Change) -> None:
        """PutRolePolicy."""
        role, name = _parts(identifier)
        self._client.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=change.new["policy"])

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteRolePolicy."""
        role, name = _parts(identifier)
        self._client.delete_role_policy(RoleName=role, PolicyName=name)

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """``<role name>:<policy name>``."""
        _parts(identifier)
        return identifier, {}

    @property
    def _client(self) -> Any:
        return self.client("iam")


def _parts(identifier: str) -> tuple[str, str]:
    role, separator, name = identifier.partition(":")
    if not separator or not role or not name:
        raise ProviderError(f"unexpected format for id '{identifier}': expected <role name>:<policy name>")
    return role, name
