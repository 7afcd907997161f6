"""SNS: attributes of topics that moto takes and forgets."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.sns.exceptions import SNSInvalidParameter
from moto.sns.responses import SNSResponse

from sandbox.aws.parsing import parameters

_FIFO = frozenset({"ArchivePolicy", "ContentBasedDeduplication", "FifoThroughputScope"})
_CHOICES = {
    "SignatureVersion": ("1", "2"),
    "TracingConfig": ("PassThrough", "Active"),
    "FifoThroughputScope": ("Topic", "MessageGroup"),
}
_SENDERS = ("Application", "Firehose", "HTTP", "Lambda", "SQS")
_ROLES = {f"{sender}{result}FeedbackRoleArn" for sender in _SENDERS for result in ("Failure", "Success")}
_RATES = {f"{sender}SuccessFeedbackSampleRate" for sender in _SENDERS}
_RANGES = {"MaximumMessageSize": (1024, 1048576), **dict.fromkeys(_RATES, (0, 100))}
_KEPT = frozenset({*_CHOICES, *_RANGES, *_ROLES, "ArchivePolicy"})
_MOTO_KEEPS = frozenset({"ContentBasedDeduplication", "DeliveryPolicy", "DisplayName", "KmsMasterKeyId", "Policy"})


class SnsResponse(SNSResponse):  # type: ignore[misc]
    """Moto's SNS with what AWS does beyond it."""

    def create_topic(self) -> ActionResult:
        """CreateTopic: what it takes besides can be asked for. A topic that is there already stays what it is."""
        given = parameters(self).get("Attributes") or {}
        kept = {name: value for name, value in given.items() if name in _KEPT}
        for name, value in kept.items():
            _check(name, value, fifo=given.get("FifoTopic") == "true")
        there = set(self.backend.topics)
        answer = super().create_topic()
        if (arn := answer.result["TopicArn"]) not in there:
            self.backend.topics[arn].kept = kept
        return answer

    def get_topic_attributes(self) -> ActionResult:
        """GetTopicAttributes: what was never set is not among them."""
        answer = super().get_topic_attributes()
        answer.result["Attributes"].update(self._kept())
        return answer

    def set_topic_attributes(self) -> ActionResult:
        """SetTopicAttributes: one without a value is as if never set."""
        given = parameters(self)
        name, value = given["AttributeName"], given.get("AttributeValue", "")
        if name in _MOTO_KEEPS:
            return super().set_topic_attributes()
        if name not in _KEPT:
            raise SNSInvalidParameter("Invalid parameter: AttributeName")
        kept = self._kept()
        if value:
            _check(name, value, fifo=bool(self.backend.get_topic(given["TopicArn"]).fifo_topic))
            kept[name] = value
        else:
            kept.pop(name, None)
        return EmptyResult()

    def _kept(self) -> dict[str, str]:
        topic: Any = self.backend.get_topic(parameters(self)["TopicArn"])
        kept: dict[str, str] = vars(topic).setdefault("kept", {})
        return kept


def _check(name: str, value: str, *, fifo: bool) -> None:
    if name in _FIFO and not fifo:
        raise SNSInvalidParameter(f"Invalid parameter: {name} Reason: only FIFO topics have it")
    if name in _CHOICES and value not in _CHOICES[name]:
        raise SNSInvalidParameter(f"Invalid parameter: {name} Reason: must be one of {', '.join(_CHOICES[name])}")
    if name in _RANGES:
        least, most = _RANGES[name]
        if not value.isdecimal() or not least <= int(value) <= most:
            raise SNSInvalidParameter(f"Invalid parameter: {name} Reason: must be between {least} and {most}")
