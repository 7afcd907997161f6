"""The resources of ``aws-config``."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from blocks.own_account import own_account_id
from blocks.wiring import Built, Wiring
from components.aws_config.bucket import Bucket, bucket_of
from components.aws_config.recording import recording_group, recording_mode
from components.aws_config.role import recorder_role
from components.aws_config.variables import AwsConfigVariables


class AwsConfig(pulumi.ComponentResource):
    """The recorders of one account, one a region, with their role."""

    def __init__(self, name: str, variables: AwsConfigVariables, wiring: Wiring, bucket: Bucket) -> None:
        super().__init__("rootstock:components:AwsConfig", name, {}, wiring.options())
        self._prefix, self._variables, self._bucket = name, variables, bucket
        account = (wiring.partition, own_account_id(wiring))
        self.role = recorder_role(name, variables, bucket, account, pulumi.ResourceOptions(parent=self))
        self.recorders = {region: self._record(region) for region in variables.all_regions}
        self.register_outputs({})

    def _record(self, region: str) -> aws.cfg.Recorder:
        """Registers recorder, delivery channel and status of a region, in the order that AWS asks for.

        AWS has one recorder and one channel in a region, and deletes no channel while something is recorded: whatever
        is replaced is deleted first, the status before all, so that its deletion stops the recorder.
        """
        variables = self._variables
        recorder = aws.cfg.Recorder(
            f"{self._prefix}-recorder-{region}",
            name=variables.recorder_name,
            role_arn=self.role.arn,
            recording_group=recording_group(variables, region),
            recording_mode=recording_mode(variables),
            region=region,
            opts=self._after(self.role.allowed),
        )
        channel = aws.cfg.DeliveryChannel(
            f"{self._prefix}-delivery-{region}",
            name=variables.recorder_name,
            s3_bucket_name=self._bucket.name,
            s3_key_prefix=self._bucket.s3_key_prefix or None,
            s3_kms_key_arn=self._bucket.kms_key_arn,
            sns_topic_arn=variables.sns_topic_arns.get(region),
            snapshot_delivery_properties=aws.cfg.DeliveryChannelSnapshotDeliveryPropertiesArgs(
                delivery_frequency=variables.delivery_frequency
            ),
            region=region,
            opts=self._after([recorder]),
        )
        # A recorder of another name is made stopped, and a mere change of the name would not start it.
        replaced = pulumi.ResourceOptions(replace_on_changes=["name"])
        aws.cfg.RecorderStatus(
            f"{self._prefix}-recording-{region}",
            name=recorder.name,
            is_enabled=variables.recording_enabled,
            region=region,
            opts=pulumi.ResourceOptions.merge(self._after([channel]), replaced),
        )
        return recorder

    def _after(self, first: list[pulumi.Resource]) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self, depends_on=first, delete_before_replace=True)


def build(name: str, variables: AwsConfigVariables, wiring: Wiring) -> Built:
    """Registers the recorders.

    Exports the recorders' names by region, the ARN of their role, the region that records resources of IAM, and the
    bucket that is delivered to.
    """
    bucket = bucket_of(variables, wiring)
    made = AwsConfig(name, variables, wiring, bucket)
    exports = {
        "aws_config_configuration_recorder_ids": {region: one.name for region, one in made.recorders.items()},
        "aws_config_iam_role": made.role.arn,
        "global_resource_collector_region": variables.global_region,
        "storage_bucket_id": bucket.name,
    }
    return Built(made, exports)
