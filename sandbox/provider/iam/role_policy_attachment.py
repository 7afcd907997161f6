"""Managed policies attached to roles."""

from __future__ import annotations

from typing import Any

from sandbox.provider.errors import ProviderError
from sandbox.provider.iam import attachments
from sandbox.provider.resource import Resource
from sandbox.provider.wire import Properties


class RolePolicyAttachment(Resource):
    """``aws.iam.RolePolicyAttachment``: takes over an attachment that there is."""

    gone = ("NoSuchEntity",)

    def create(self, inputs: Properties) -> str:
        """AttachRolePolicy."""
        self._client.attach_role_policy(RoleName=inputs["role"], PolicyArn=inputs["policyArn"])
        return f"{inputs['role']}/{inputs['policyArn']}"

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """Looks the policy up among those attached to the role."""
        role, arn = _parts(identifier)
        return {"role": role, "policyArn": arn} if arn in attachments.managed(self._client, role) else None

    def delete(self, identifier: str, state: Properties) -> None:
        """DetachRolePolicy."""
        role, arn = _parts(identifier)
        self._client.detach_role_policy(RoleName=role, PolicyArn=arn)

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """``<role name>/<policy ARN>``."""
        _parts(identifier)
        return identifier, {}

    @property
    def _client(self) -> Any:
        return self.client("iam")


def _parts(identifier: str) -> tuple[str, str]:
    role, separator, arn = identifier.partition("/")
    if not separator or not role or not arn:
        raise ProviderError(f"unexpected format for id '{identifier}': expected <role name>/<policy ARN>")
    return role, arn
