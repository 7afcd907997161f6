"""Where AWS Config delivers to."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.wire import Properties


class DeliveryChannel(Resource):
    """``aws.cfg.DeliveryChannel``: needs a recorder; one per account and region."""

    gone = ("NoSuchDeliveryChannelException",)

    def create(self, inputs: Properties) -> str:
        """PutDeliveryChannel."""
        self._put(inputs["name"], inputs)
        return str(inputs["name"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeDeliveryChannels."""
        channels = self._client.describe_delivery_channels(DeliveryChannelNames=[identifier])["DeliveryChannels"]
        if not channels:
            return None
        channel = channels[0]
        return {
            "name": identifier,
            "s3BucketName": channel["s3BucketName"],
            "s3KeyPrefix": channel.get("s3KeyPrefix"),
            "s3KmsKeyArn": channel.get("s3KmsKeyArn"),
            "snsTopicArn": channel.get("snsTopicARN"),
            "snapshotDeliveryProperties": channel.get("configSnapshotDeliveryProperties")
            or state.get("snapshotDeliveryProperties"),
        }

    def update(self, identifier: str, change: Change) -> None:
        """PutDeliveryChannel with the whole of it."""
        self._put(identifier, change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteDeliveryChannel."""
        self._client.delete_delivery_channel(DeliveryChannelName=identifier)

    def _put(self, name: str, properties: Properties) -> None:
        channel = given(
            name=name,
            s3BucketName=properties["s3BucketName"],
            s3KeyPrefix=properties.get("s3KeyPrefix"),
            s3KmsKeyArn=properties.get("s3KmsKeyArn"),
            snsTopicARN=properties.get("snsTopicArn"),
            configSnapshotDeliveryProperties=properties.get("snapshotDeliveryProperties"),
        )
        self._client.put_delivery_channel(DeliveryChannel=channel)

    @property
    def _client(self) -> Any:
        return self.client("config")
