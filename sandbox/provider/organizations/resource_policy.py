"""The one resource policy of an organization."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sandbox.provider.organizations import tagging
from sandbox.provider.resource import Change, Resource
from sandbox.provider.tags import as_list
from sandbox.provider.wire import Properties


class ResourcePolicy(Resource):
    """``aws.organizations.ResourcePolicy``: a creation silently overwrites the policy that there is."""

    gone = ("ResourcePolicyNotFoundException", "AWSOrganizationsNotInUseException")
    gone_on_delete = ("ResourcePolicyNotFoundException",)

    def create(self, inputs: Properties) -> str:
        """PutResourcePolicy with its tags."""
        answer = self._client.put_resource_policy(
            Content=_normal(inputs["content"]), Tags=as_list(inputs.get("tagsAll", {}))
        )
        return str(answer["ResourcePolicy"]["ResourcePolicySummary"]["Id"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeResourcePolicy and the tags; the id is not looked at, for there is only one."""
        policy = self._client.describe_resource_policy()["ResourcePolicy"]
        summary = policy["ResourcePolicySummary"]
        return {
            "arn": summary["Arn"],
            "content": _normal(policy["Content"]),
            "tagsAll": tagging.read(self._client, summary["Id"]),
        }

    def update(self, identifier: str, change: Change) -> None:
        """PutResourcePolicy."""
        self._client.put_resource_policy(Content=_normal(change.new["content"]))

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """TagResource and UntagResource."""
        tagging.write(self._client, identifier, setting, removing)

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteResourcePolicy."""
        self._client.delete_resource_policy()

    @property
    def _client(self) -> Any:
        return self.client("organizations")


def _normal(document: str) -> str:
    return json.dumps(json.loads(document), sort_keys=True, separators=(",", ":"))
