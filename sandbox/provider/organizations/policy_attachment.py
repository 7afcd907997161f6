"""Attachments of policies to the root, units and accounts."""

from __future__ import annotations

from typing import Any

from sandbox.provider.paging import items
from sandbox.provider.pairs import Pair
from sandbox.provider.wire import Properties


class PolicyAttachment(Pair):
    """``aws.organizations.PolicyAttachment``."""

    gone = ("PolicyNotFoundException", "TargetNotFoundException", "AWSOrganizationsNotInUseException")
    gone_on_delete = ("PolicyNotAttachedException", "PolicyNotFoundException", "TargetNotFoundException")
    separator = ":"
    parts = ("target id", "policy id")

    def create(self, inputs: Properties) -> str:
        """AttachPolicy."""
        self._client.attach_policy(PolicyId=inputs["policyId"], TargetId=inputs["targetId"])
        return self.joined(inputs["targetId"], inputs["policyId"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """Looks the target up among all targets of the policy."""
        target, policy = self.split(identifier)
        targets = items(self._client, "list_targets_for_policy", "Targets", PolicyId=policy)
        found = any(item["TargetId"] == target for item in targets)
        return {"policyId": policy, "targetId": target} if found else None

    def delete(self, identifier: str, state: Properties) -> None:
        """DetachPolicy, unless ``skipDestroy``."""
        target, policy = self.split(identifier)
        if not state.get("skipDestroy"):
            self._client.detach_policy(PolicyId=policy, TargetId=target)

    @property
    def _client(self) -> Any:
        return self.client("organizations")
