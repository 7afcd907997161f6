"""Policies of an organization: service control policies and their kin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.errors import ProviderError
from sandbox.provider.organizations import tagging
from sandbox.provider.resource import Change, Resource
from sandbox.provider.tags import as_list
from sandbox.provider.wire import Properties


class Policy(Resource):
    """``aws.organizations.Policy``."""

    gone = ("PolicyNotFoundException", "AWSOrganizationsNotInUseException")
    gone_on_delete = ("PolicyNotFoundException",)

    def create(self, inputs: Properties) -> str:
        """CreatePolicy with its tags; a description is always sent."""
        answer = self._client.create_policy(
            Content=inputs["content"],
            Description=inputs.get("description", ""),
            Name=inputs["name"],
            Type=inputs["type"],
            Tags=as_list(inputs.get("tagsAll", {})),
        )
        return str(answer["Policy"]["PolicySummary"]["Id"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribePolicy and the tags, which AWS's own policies have not."""
        policy = self._client.describe_policy(PolicyId=identifier)["Policy"]
        summary = policy["PolicySummary"]
        if summary.get("AwsManaged") and not state:
            raise ProviderError(f"AWS-managed Organizations policy ({identifier}) cannot be imported")
        return {
            "arn": summary["Arn"],
            "name": summary["Name"],
            "description": summary.get("Description", ""),
            "type": summary["Type"],
            "content": policy["Content"],
            "tagsAll": {} if summary.get("AwsManaged") else tagging.read(self._client, identifier),
        }

    def update(self, identifier: str, change: Change) -> None:
        """UpdatePolicy with what changed, also when that is nothing of AWS's."""
        request = {"content": "Content", "description": "Description", "name": "Name"}
        changed = {sent: change.new.get(name, "") for name, sent in request.items() if change.of(name)}
        self._client.update_policy(PolicyId=identifier, **changed)

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """TagResource and UntagResource."""
        tagging.write(self._client, identifier, setting, removing)

    def delete(self, identifier: str, state: Properties) -> None:
        """DeletePolicy, unless ``skipDestroy``; AWS refuses while it is attached."""
        if not state.get("skipDestroy"):
            self._client.delete_policy(PolicyId=identifier)

    @property
    def _client(self) -> Any:
        return self.client("organizations")
