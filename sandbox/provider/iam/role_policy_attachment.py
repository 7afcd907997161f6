"""Managed policies attached to roles."""

from __future__ import annotations

from typing import Any

from sandbox.provider.iam import attachments
from sandbox.provider.pairs import Pair
from sandbox.provider.wire import Properties


class RolePolicyAttachment(Pair):
    """``aws.iam.RolePolicyAttachment``: takes over an attachment that there is."""

    gone = ("NoSuchEntity",)
    separator = "/"
    parts = ("role name", "policy ARN")

    def create(self, inputs: Properties) -> str:
        """AttachRolePolicy."""
        self._client.attach_role_policy(RoleName=inputs["role"], PolicyArn=inputs["policyArn"])
        return self.joined(inputs["role"], inputs["policyArn"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """Looks the policy up among those attached to the role."""
        role, arn = self.split(identifier)
        return {"role": role, "policyArn": arn} if arn in attachments.managed(self._client, role) else None

    def delete(self, identifier: str, state: Properties) -> None:
        """DetachRolePolicy."""
        role, arn = self.split(identifier)
        self._client.detach_role_policy(RoleName=role, PolicyArn=arn)

    @property
    def _client(self) -> Any:
        return self.client("iam")
