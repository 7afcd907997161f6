"""Subscriptions to topics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.provider.errors import code, message
from sandbox.provider.resource import Change, Resource
from sandbox.provider.sns.attributes import from_text, to_text
from sandbox.provider.table import type_facts
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import UNKNOWN, Properties

_TOKEN = "aws:sns/topicSubscription:TopicSubscription"  # noqa: S105 - a type token
_SETTABLE = {
    "deliveryPolicy": "DeliveryPolicy",
    "filterPolicy": "FilterPolicy",
    "filterPolicyScope": "FilterPolicyScope",
    "rawMessageDelivery": "RawMessageDelivery",
    "redrivePolicy": "RedrivePolicy",
    "replayPolicy": "ReplayPolicy",
    "subscriptionRoleArn": "SubscriptionRoleArn",
}
_READABLE = {
    **_SETTABLE,
    "confirmationWasAuthenticated": "ConfirmationWasAuthenticated",
    "endpoint": "Endpoint",
    "ownerId": "Owner",
    "pendingConfirmation": "PendingConfirmation",
    "protocol": "Protocol",
    "topic": "TopicArn",
}
_SECONDS_TO_CONFIRM = 120.0


class TopicSubscription(Resource):
    """``aws.sns.TopicSubscription``: a creation takes over a subscription of the same endpoint."""

    gone = ("NotFound",)
    gone_on_delete = ()

    def create(self, inputs: Properties) -> str:
        """Subscribe with all attributes."""
        attributes = {theirs: to_text(inputs[name]) for name, theirs in _SETTABLE.items() if inputs.get(name)}
        answer = self._client.subscribe(
            TopicArn=inputs["topic"],
            Protocol=inputs["protocol"],
            Endpoint=inputs["endpoint"],
            Attributes=attributes,
            ReturnSubscriptionArn=True,
        )
        return str(answer["SubscriptionArn"])

    def complete(self, identifier: str, inputs: Properties) -> None:
        """Waits for the confirmation, except where a person has to give it."""
        protocol = inputs["protocol"]
        if protocol.startswith("email") or (protocol.startswith("http") and not inputs.get("endpointAutoConfirms")):
            return
        minutes = inputs.get("confirmationTimeoutInMinutes", 1)
        seconds = minutes * 60 if protocol.startswith("http") else _SECONDS_TO_CONFIRM
        until_true(lambda: not self._pending(identifier), f"confirmation of subscription {identifier}", seconds)

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetSubscriptionAttributes."""
        answered = self._client.get_subscription_attributes(SubscriptionArn=identifier)["Attributes"]
        found = from_text(type_facts(_TOKEN).properties, _READABLE, answered)
        if not found.get("filterPolicy") or found["filterPolicy"] == "{}":
            found.pop("filterPolicyScope", None)
            found.pop("filterPolicy", None)
        return {**found, "arn": identifier}

    def update(self, identifier: str, change: Change) -> None:
        """SetSubscriptionAttributes for each attribute that changed; the scope first when it becomes MessageBody."""
        names = [name for name in _SETTABLE if change.of(name)]
        if "filterPolicyScope" in names:
            names.remove("filterPolicyScope")
            body = change.new.get("filterPolicyScope") == "MessageBody"
            names.insert(0 if body else len(names), "filterPolicyScope")
        for name in names:
            value = change.new.get(name)
            text = "{}" if name == "filterPolicy" and not value else to_text(value)
            parameters = {} if name == "redrivePolicy" and not value else {"AttributeValue": text}
            self._client.set_subscription_attributes(
                SubscriptionArn=identifier, AttributeName=_SETTABLE[name], **parameters
            )

    def delete(self, identifier: str, state: Properties) -> None:
        """Unsubscribe; one that was never confirmed is only forgotten."""
        try:
            self._client.unsubscribe(SubscriptionArn=identifier)
        except Exception as error:
            if code(error) == "InvalidParameter" and "pending confirmation" in message(error):
                return
            raise
        until_true(lambda: self._gone(identifier), f"subscription {identifier} to be gone")

    @classmethod
    def problems(cls, inputs: Properties) -> Iterator[tuple[str, str]]:
        """A role is for Firehose, and only for it."""
        protocol = inputs.get("protocol")
        if protocol is not UNKNOWN and (protocol == "firehose") != ("subscriptionRoleArn" in inputs):
            yield "protocol", "'subscriptionRoleArn' must be given for the protocol firehose, and only for it"

    def _pending(self, identifier: str) -> bool:
        answered = self._client.get_subscription_attributes(SubscriptionArn=identifier)["Attributes"]
        return bool(answered.get("PendingConfirmation") == "true")

    def _gone(self, identifier: str) -> bool:
        try:
            self._client.get_subscription_attributes(SubscriptionArn=identifier)
        except Exception as error:
            return code(error) in self.gone
        return False

    @property
    def _client(self) -> Any:
        return self.client("sns")
