"""Variables of ``aws-config`` (Cloud Posse's component of that name, and its module, 1.5)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from blocks.identifiers import BucketName, KeyArn, RoleArn, TopicArn
from blocks.regional import RegionalVariables
from model.variables import Strict

Frequency = Literal["CONTINUOUS", "DAILY"]
RecorderName = Annotated[str, StringConstraints(min_length=1, max_length=256)]


class RecordingModeOverride(Strict):
    """Types of resources that are recorded at another frequency."""

    resource_types: list[str] = Field(min_length=1, description="Types, such as `AWS::EC2::NetworkInterface`.")
    recording_frequency: Frequency = Field(description="Frequency of these types.")
    description: str | None = Field(None, max_length=256, description="Why they differ.")


class RecordingMode(Strict):
    """How often a changed resource becomes a configuration item, which AWS bills."""

    recording_frequency: Frequency = Field(
        "CONTINUOUS",
        description="`CONTINUOUS` records each change, `DAILY` the last state of a day where it differs: each item "
        "costs more, and what changes often costs less.",
    )
    recording_mode_override: RecordingModeOverride | None = Field(
        None, description="Types of resources with another frequency."
    )


class AwsConfigVariables(RegionalVariables):
    """AWS Config: one recorder in each of `regions`, which delivers to a bucket. AWS bills each configuration item."""

    name: str = Field("config", description="Label of this instance.")
    recording_enabled: bool = Field(True, description="Whether the recorders record; false stops them.")
    recorder_name: RecorderName = Field(
        "default",
        description="Name of recorders and delivery channels. A region has one of each, which AWS calls `default` "
        "unless told: one of that name is taken over.",
    )
    global_resource_collector_region: str | None = Field(
        None,
        description="The one region that records users, groups, roles and policies of IAM; null for the home region, "
        "or the first of `regions` where that is none of them.",
    )
    recording_mode: RecordingMode = Field(RecordingMode(), description="How often changes are recorded.")
    excluded_resource_types: list[str] = Field(
        default_factory=list,
        description="Types of resources that are not recorded; empty records all that AWS knows and will know.",
    )

    config_bucket_component_name: str = Field(
        "config-bucket", description="Instance of `config-bucket` that is delivered to."
    )
    config_bucket_tenant: str | None = Field(None, description="Tenant of that instance; null for the own.")
    config_bucket_env: str | None = Field(None, description="Environment of that instance; null for the own.")
    config_bucket_stage: str | None = Field(None, description="Stage of that instance; null for the own.")
    s3_bucket_name: BucketName | None = Field(
        None, description="Name of a bucket, written out or by `!output`, instead of an instance's."
    )
    s3_key_prefix: str | None = Field(
        None, max_length=200, description="Prefix before `AWSLogs`; null for that of the bucket's instance."
    )
    s3_kms_key_arn: KeyArn | None = Field(
        None, description="Key that encrypts what is delivered; null for that of the bucket's instance."
    )
    delivery_frequency: Literal["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"] = Field(
        "TwentyFour_Hours", description="How often a snapshot of all resources is delivered."
    )
    sns_topic_arns: dict[str, TopicArn] = Field(
        default_factory=dict,
        description="Topics that are told of changes and deliveries, by region; AWS Config takes none of another "
        "region, and none that is encrypted.",
    )

    create_iam_role: bool = Field(
        True, description="Whether the recorders get a role of their own, named by the labels."
    )
    iam_role_arn: RoleArn | None = Field(None, description="A role that exists, instead of one of their own.")

    @property
    def global_region(self) -> str:
        """The region that records what is global."""
        regions = self.all_regions
        return self.global_resource_collector_region or (self.region if self.region in regions else regions[0])

    @property
    def role_name(self) -> str:
        """Name of the recorders' role: the labels."""
        return self.context.id
