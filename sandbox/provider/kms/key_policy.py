"""The policy of a key, as a resource of its own."""

from __future__ import annotations

from sandbox.provider.kms.keys import KeyResource, default_policy
from sandbox.provider.resource import Change
from sandbox.provider.wire import Properties


class KeyPolicy(KeyResource):
    """``aws.kms.KeyPolicy``: a deletion gives AWS's default policy back, unless the lockout check is bypassed."""

    def create(self, inputs: Properties) -> str:
        """PutKeyPolicy, which overwrites."""
        self.put_policy(inputs["keyId"], inputs)
        return str(inputs["keyId"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """The policy, and the bare id of the key."""
        found = self.metadata(identifier)
        return {"keyId": found["KeyId"], "policy": self.policy(identifier)} if found else None

    def update(self, identifier: str, change: Change) -> None:
        """PutKeyPolicy, on the key that the resource was made for."""
        if change.of("policy"):
            self.put_policy(identifier, change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """PutKeyPolicy with the default."""
        if not state.get("bypassPolicyLockoutSafetyCheck"):
            self.put_policy(identifier, {"policy": default_policy(self.aws.partition, self.aws.account_id)})
