"""Attachments of policies to the root, units and accounts."""

from __future__ import annotations

from typing import Any

from sandbox.provider.errors import ProviderError
from sandbox.provider.paging import items
from sandbox.provider.resource import Resource
from sandbox.provider.wire import Properties


class PolicyAttachment(Resource):
    """``aws.organizations.PolicyAttachment``."""

    gone = ("PolicyNotFoundException", "TargetNotFoundException", "AWSOrganizationsNotInUseException")
    gone_on_delete = ("PolicyNotAttachedException", "PolicyNotFoundException", "TargetNotFoundException")

    def create(self, inputs: Properties) -> str:
        """AttachPolicy."""
        self._client.attach_policy(PolicyId=inputs["policyId"], TargetId=inputs["targetId"])
        return f"{inputs['targetId']}:{inputs['policyId']}"

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """Looks the target up among all targets of the policy."""
        target, policy = _parts(identifier)
        targets = items(self._client, "list_targets_for_policy", "Targets", PolicyId=policy)
        found = any(item["TargetId"] == target for item in targets)
        return {"policyId": policy, "targetId": target} if found else None

    def delete(self, identifier: str, state: Properties) -> None:
        """DetachPolicy, unless ``skipDestroy``."""
        target, policy = _parts(identifier)
        if not state.get("skipDestroy"):
            self._client.detach_policy(PolicyId=policy, TargetId=target)

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """``<target id>:<policy id>``."""
        _parts(identifier)
        return identifier, {}

    @property
    def _client(self) -> Any:
        return self.client("organizations")


def _parts(identifier: str) -> tuple[str, str]:
    target, separator, policy = identifier.partition(":")
    if not separator or not target or not policy:
        raise ProviderError(f"unexpected format for id '{identifier}': expected <target id>:<policy id>")
    return target, policy
