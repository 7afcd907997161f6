"""The organization's resource policy, which delegates the management of policies to member accounts."""

from __future__ import annotations

import json
from typing import Any

from moto.moto_api._internal import mock_random
from moto.organizations import utils
from moto.organizations.models import FakeOrganization

from sandbox.aws.organizations import limits
from sandbox.aws.organizations.errors import OrganizationsError, constraint, invalid
from sandbox.aws.organizations.parts import Parts
from sandbox.aws.organizations.tags import checked_tags


class DelegationPolicy:
    """The one resource policy of an organization."""

    def __init__(self, organization: FakeOrganization, content: str, tags: dict[str, str]) -> None:
        self.id = "rp-" + "".join(mock_random.choice(utils.CHARSET) for _ in range(8))
        owner = f"arn:aws:organizations::{organization.master_account_id}"
        self.arn = f"{owner}:resourcepolicy/{organization.id}/{self.id}"
        self.content = content
        self.tags = tags

    def describe(self) -> dict[str, Any]:
        """The policy as AWS shows it."""
        return {
            "ResourcePolicy": {
                "ResourcePolicySummary": {"Id": self.id, "Arn": self.arn},
                "Content": self.content,
            }
        }


class ResourcePolicy(Parts):
    """PutResourcePolicy, DescribeResourcePolicy and DeleteResourcePolicy."""

    def put_resource_policy(self, **arguments: Any) -> dict[str, Any]:
        """The organization has this resource policy. Tags are taken only when there was none before."""
        content = arguments["Content"]
        if len(content) > limits.RESOURCE_POLICY_CHARACTERS:
            raise constraint("POLICY_CONTENT_LIMIT_EXCEEDED", "You have exceeded the allowed maximum policy size.")
        try:
            statements = json.loads(content)["Statement"]
        except (ValueError, KeyError, TypeError):
            statements = None
        if not statements:
            raise invalid("INVALID_RESOURCE_POLICY_JSON", "The provided resource policy is not valid JSON.")
        tags = checked_tags(arguments.get("Tags", []))
        if self.resource_policy is None:
            self.resource_policy = DelegationPolicy(self.org, content, tags)
        elif tags:
            raise invalid("TARGET_NOT_SUPPORTED", "You cannot tag a resource policy while you update it.")
        self.resource_policy.content = content
        return self.resource_policy.describe()

    def describe_resource_policy(self, **arguments: Any) -> dict[str, Any]:  # noqa: ARG002
        """The organization's resource policy."""
        return self._existing().describe()

    def delete_resource_policy(self, **arguments: Any) -> None:  # noqa: ARG002
        """The organization has no resource policy."""
        self._existing()
        self.resource_policy = None

    def _existing(self) -> DelegationPolicy:
        if self.resource_policy is None:
            raise OrganizationsError(
                "ResourcePolicyNotFoundException",
                "We can't find a resource policy request with the parameter that you specified.",
            )
        return self.resource_policy
