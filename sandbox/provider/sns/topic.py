"""Topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.provider.errors import code
from sandbox.provider.resource import Change, Resource
from sandbox.provider.sns.attributes import from_text, to_text
from sandbox.provider.table import type_facts
from sandbox.provider.tags import as_list, as_map
from sandbox.provider.unique import name_from, prefix_of
from sandbox.provider.wire import Properties

_TOKEN = "aws:sns/topic:Topic"  # noqa: S105 - a type token
_FEEDBACK = {
    f"{sender}{result}": f"{theirs}{result[0].upper()}{result[1:]}"
    for sender, theirs in (
        ("application", "Application"), ("firehose", "Firehose"), ("http", "HTTP"), ("lambda", "Lambda"), ("sqs", "SQS")
    )
    for result in ("FailureFeedbackRoleArn", "SuccessFeedbackRoleArn", "SuccessFeedbackSampleRate")
}  # fmt: skip
_SETTABLE = {
    "archivePolicy": "ArchivePolicy",
    "contentBasedDeduplication": "ContentBasedDeduplication",
    "deliveryPolicy": "DeliveryPolicy",
    "displayName": "DisplayName",
    "fifoThroughputScope": "FifoThroughputScope",
    "kmsMasterKeyId": "KmsMasterKeyId",
    "maximumMessageSize": "MaximumMessageSize",
    "policy": "Policy",
    "signatureVersion": "SignatureVersion",
    "tracingConfig": "TracingConfig",
    **_FEEDBACK,
}
_READABLE = {**_SETTABLE, "fifoTopic": "FifoTopic", "owner": "Owner", "beginningArchiveTime": "BeginningArchiveTime"}
_ONLY_FIFO = {
    "archivePolicy": "message archive policy can only be set for FIFO topics",
    "fifoThroughputScope": "FIFO throughput scope can only be set for FIFO topics",
    "contentBasedDeduplication": "content-based deduplication can only be set for FIFO topics",
}


class Topic(Resource):
    """``aws.sns.Topic``: a creation takes over a topic of the same name and attributes."""

    gone = ("NotFound",)

    def create(self, inputs: Properties) -> str:
        """CreateTopic with its tags."""
        fifo = bool(inputs.get("fifoTopic"))
        name = name_from(inputs.get("name"), inputs.get("namePrefix"), ".fifo" if fifo else "")
        attributes = {"FifoTopic": "true"} if fifo else {}
        if fifo and inputs.get("fifoThroughputScope"):
            attributes["FifoThroughputScope"] = inputs["fifoThroughputScope"]
        answer = self._client.create_topic(Name=name, Attributes=attributes, Tags=as_list(inputs.get("tagsAll", {})))
        return str(answer["TopicArn"])

    def complete(self, identifier: str, inputs: Properties) -> None:
        """SetTopicAttributes, one call for each other attribute that is given."""
        for name, theirs in _SETTABLE.items():
            if inputs.get(name) and name != "fifoThroughputScope":
                self._set(identifier, theirs, inputs[name])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetTopicAttributes and the tags."""
        answered = self._client.get_topic_attributes(TopicArn=identifier)["Attributes"]
        name = identifier.rpartition(":")[2]
        return {
            **from_text(type_facts(_TOKEN).properties, _READABLE, answered),
            "arn": identifier,
            "name": name,
            "namePrefix": prefix_of(name, ".fifo"),
            "tagsAll": as_map(self._client.list_tags_for_resource(ResourceArn=identifier).get("Tags", [])),
        }

    def update(self, identifier: str, change: Change) -> None:
        """SetTopicAttributes, one call for each attribute that changed; a policy is never emptied."""
        for name, theirs in _SETTABLE.items():
            if change.of(name) and (name != "policy" or change.new.get("policy")):
                self._set(identifier, theirs, change.new.get(name))

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """UntagResource and TagResource."""
        if removing:
            self._client.untag_resource(ResourceArn=identifier, TagKeys=removing)
        if setting:
            self._client.tag_resource(ResourceArn=identifier, Tags=as_list(setting))

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteTopic, which succeeds for a topic that is not there; its subscriptions stay."""
        try:
            self._client.delete_topic(TopicArn=identifier)
        except Exception as error:
            if code(error) != "NotFound":
                raise

    @classmethod
    def problems(cls, inputs: Properties) -> Iterator[tuple[str, str]]:
        """What only FIFO topics have, and their name."""
        fifo, name = inputs.get("fifoTopic"), inputs.get("name")
        if isinstance(name, str) and name.endswith(".fifo") != bool(fifo):
            yield "name", f"invalid topic name: {name}"
        if not fifo:
            yield from ((prop, message) for prop, message in _ONLY_FIFO.items() if inputs.get(prop))

    def _set(self, identifier: str, name: str, value: Any) -> None:
        self._client.set_topic_attributes(TopicArn=identifier, AttributeName=name, AttributeValue=to_text(value))

    @property
    def _client(self) -> Any:
        return self.client("sns")
