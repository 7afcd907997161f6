"""Event notifications of a bucket."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change
from sandbox.provider.s3.owned import OfBucket
from sandbox.provider.unique import unique_name
from sandbox.provider.wire import Properties

# Property, member of the request, and the property that names the destination.
_KINDS = (
    ("lambdaFunctions", "LambdaFunctionConfigurations", "lambdaFunctionArn", "LambdaFunctionArn", "lambda"),
    ("queues", "QueueConfigurations", "queueArn", "QueueArn", "queue"),
    ("topics", "TopicConfigurations", "topicArn", "TopicArn", "topic"),
)


class BucketNotification(OfBucket):
    """``aws.s3.BucketNotification``: a second one for the same bucket silently overwrites the first."""

    def create(self, inputs: Properties) -> str:
        """PutBucketNotificationConfiguration."""
        self._put(inputs["bucket"], inputs)
        return str(inputs["bucket"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetBucketNotificationConfiguration; an empty one is one, too."""
        found = self.s3.get_bucket_notification_configuration(Bucket=identifier)
        result: Properties = {"bucket": identifier, "eventbridge": "EventBridgeConfiguration" in found}
        for name, member, arn, theirs, _ in _KINDS:
            result[name] = [_answered(item, arn, theirs) for item in found.get(member, ())]
        return result

    def update(self, identifier: str, change: Change) -> None:
        """PutBucketNotificationConfiguration with the whole of it."""
        self._put(identifier, change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """PutBucketNotificationConfiguration with nothing in it."""
        self.s3.put_bucket_notification_configuration(Bucket=identifier, NotificationConfiguration={})

    def _put(self, bucket: str, properties: Properties) -> None:
        configuration: dict[str, Any] = {"EventBridgeConfiguration": {}} if properties.get("eventbridge") else {}
        for name, member, arn, theirs, kind in _KINDS:
            if properties.get(name):
                configuration[member] = [_request(item, arn, theirs, kind) for item in properties[name]]
        self.s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration=configuration)


def _request(item: Properties, arn: str, theirs: str, kind: str) -> dict[str, Any]:
    rules = [
        {"Name": name, "Value": item[key]}
        for key, name in (("filterPrefix", "prefix"), ("filterSuffix", "suffix"))
        if item.get(key)
    ]
    return {
        "Id": item.get("id") or unique_name(f"tf-s3-{kind}-"),
        theirs: item[arn],
        "Events": item["events"],
        **({"Filter": {"Key": {"FilterRules": rules}}} if rules else {}),
    }


def _answered(item: dict[str, Any], arn: str, theirs: str) -> Properties:
    rules = item.get("Filter", {}).get("Key", {}).get("FilterRules", ())
    filters = {f"filter{rule['Name'].capitalize()}": rule["Value"] for rule in rules}
    return {"id": item.get("Id"), arn: item[theirs], "events": item["Events"], **filters}
