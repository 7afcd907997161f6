"""The policy of a topic, as a resource of its own."""

from __future__ import annotations

import json
from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.wire import Properties

_ACTIONS = (
    "GetTopicAttributes", "SetTopicAttributes", "AddPermission", "RemovePermission", "DeleteTopic", "Subscribe",
    "ListSubscriptionsByTopic", "Publish",
)  # fmt: skip


class TopicPolicy(Resource):
    """``aws.sns.TopicPolicy``: a deletion gives AWS's default policy back."""

    gone = ("NotFound",)

    def create(self, inputs: Properties) -> str:
        """SetTopicAttributes."""
        self._put(inputs["arn"], inputs["policy"])
        return str(inputs["arn"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetTopicAttributes; an empty policy is none."""
        found = self._client.get_topic_attributes(TopicArn=identifier)["Attributes"]
        if not found.get("Policy"):
            return None
        return {"arn": identifier, "policy": found["Policy"], "owner": found.get("Owner", "")}

    def update(self, identifier: str, change: Change) -> None:
        """SetTopicAttributes."""
        self._put(identifier, change.new["policy"])

    def delete(self, identifier: str, state: Properties) -> None:
        """SetTopicAttributes with the default."""
        self._put(identifier, _default(identifier, state.get("owner") or identifier.split(":")[4]))

    def _put(self, arn: str, policy: str) -> None:
        self._client.set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=policy)

    @property
    def _client(self) -> Any:
        return self.client("sns")


def _default(arn: str, owner: str) -> str:
    statement = {
        "Sid": "__default_statement_ID",
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": [f"SNS:{action}" for action in _ACTIONS],
        "Resource": arn,
        "Condition": {"StringEquals": {"AWS:SourceOwner": owner}},
    }
    return json.dumps({"Version": "2008-10-17", "Id": "__default_policy_ID", "Statement": [statement]})
