"""Policies that let AWS services write logs."""

from __future__ import annotations

from typing import Any

from sandbox.provider.paging import items
from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.wire import Properties


class LogResourcePolicy(Resource):
    """``aws.cloudwatch.LogResourcePolicy``: of the account (by name) or of one log group (by ARN)."""

    gone = ("ResourceNotFoundException",)

    def create(self, inputs: Properties) -> str:
        """PutResourcePolicy, which overwrites."""
        self._put(inputs)
        return str(inputs.get("resourceArn") or inputs["policyName"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """The policy among those of its scope."""
        scope = {"resourceArn": identifier, "policyScope": "RESOURCE"} if identifier.startswith("arn:") else {}
        listed = list(items(self._client, "describe_resource_policies", "resourcePolicies", **scope))
        found = next((item for item in listed if scope or item.get("policyName") == identifier), None)
        if found is None:
            return None
        return {
            "policyDocument": found["policyDocument"],
            "policyScope": "RESOURCE" if scope else "ACCOUNT",
            **({"resourceArn": identifier} if scope else {"policyName": identifier}),
            **given(revisionId=found.get("revisionId")),
        }

    def update(self, identifier: str, change: Change) -> None:
        """PutResourcePolicy, of the revision that is known."""
        self._put(change.new, change.old.get("revisionId"))

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteResourcePolicy."""
        if arn := state.get("resourceArn"):
            self._client.delete_resource_policy(resourceArn=arn, expectedRevisionId=state.get("revisionId", ""))
        else:
            self._client.delete_resource_policy(policyName=identifier)

    def _put(self, properties: Properties, revision: str | None = None) -> None:
        self._client.put_resource_policy(
            policyDocument=properties["policyDocument"],
            **given(
                policyName=properties.get("policyName"),
                resourceArn=properties.get("resourceArn"),
                expectedRevisionId=revision,
            ),
        )

    @property
    def _client(self) -> Any:
        return self.client("logs")
