"""Variables of what EC2 and EBS do by default in each region."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from blocks.identifiers import KeyArn
from model.variables import Variables

Preference = Literal["enabled", "disabled", "no-preference"]


class ComputeVariables(Variables):
    """Encryption of volumes, public sharing of snapshots and images, instance metadata, serial console."""

    ebs_default_encryption_enabled: bool | None = Field(
        True, description="Whether new EBS volumes are encrypted; false switches it off, null leaves it as it is."
    )
    ebs_default_kms_key_arn: KeyArn | None = Field(
        None,
        description="KMS key for new EBS volumes in the region of the key; null for AWS's own, `aws/ebs`.",
    )
    ebs_default_kms_key_arns: dict[str, KeyArn] = Field(
        default_factory=dict, description="KMS key for new EBS volumes by region, where there are several regions."
    )
    ebs_snapshot_block_public_access_enabled: bool = Field(
        True, description="Whether public sharing of EBS snapshots is decided; false is AWS's default, `unblocked`."
    )
    ebs_snapshot_block_public_access_state: Literal["block-all-sharing", "block-new-sharing", "unblocked"] = Field(
        "block-all-sharing", description="What is blocked: `block-all-sharing` also hides what is public already."
    )
    ec2_instance_metadata_defaults_enabled: bool = Field(
        True, description="Whether new instances get defaults for the metadata service; false is AWS's no preference."
    )
    ec2_instance_metadata_http_endpoint: Preference = Field("enabled", description="The metadata service itself.")
    ec2_instance_metadata_http_tokens: Literal["required", "optional", "no-preference"] = Field(
        "required", description="`required` is IMDSv2 only."
    )
    ec2_instance_metadata_http_put_response_hop_limit: int = Field(
        1, ge=-1, le=64, description="Network hops of a token (1–64), -1 for no preference; containers may need 2."
    )
    ec2_instance_metadata_tags: Preference = Field("enabled", description="Tags of an instance in its metadata.")
    ec2_image_block_public_access_enabled: bool = Field(
        True, description="Whether public sharing of images (AMIs) is decided; false leaves it as it is."
    )
    ec2_image_block_public_access_state: Literal["block-new-sharing", "unblocked"] = Field(
        "block-new-sharing", description="`block-new-sharing` refuses to make an image public."
    )
    ec2_serial_console_access_enabled: bool | None = Field(
        False, description="Whether the EC2 serial console can be used; null leaves it as it is."
    )
