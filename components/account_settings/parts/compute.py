"""What EC2 does by default in each region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from components.account_settings.variables import AccountSettingsVariables


def snapshot_block(
    name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions
) -> Mapping[str, Any]:
    """Registers the block of public snapshots.

    AWS takes ``unblocked`` only as the end of a block, so that state is the absence of the resource.
    """
    state = variables.ebs_snapshot_block_public_access_state
    blocked = variables.ebs_snapshot_block_public_access_enabled and state != "unblocked"
    for region in variables.all_regions if blocked else ():
        aws.ebs.SnapshotBlockPublicAccess(
            f"{name}-ebs-snapshot-block-{region}", state=state, region=region, opts=options
        )
    return {"ebs_snapshot_block_public_access_configured": blocked}


def metadata_defaults(
    name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions
) -> Mapping[str, Any]:
    """Registers the defaults of the instance metadata service."""
    enabled = variables.ec2_instance_metadata_defaults_enabled
    for region in variables.all_regions if enabled else ():
        aws.ec2.InstanceMetadataDefaults(
            f"{name}-instance-metadata-{region}",
            http_endpoint=variables.ec2_instance_metadata_http_endpoint,
            http_tokens=variables.ec2_instance_metadata_http_tokens,
            http_put_response_hop_limit=variables.ec2_instance_metadata_http_put_response_hop_limit,
            instance_metadata_tags=variables.ec2_instance_metadata_tags,
            region=region,
            opts=options,
        )
    return {"ec2_instance_metadata_defaults_configured": enabled}


def image_block(name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions) -> Mapping[str, Any]:
    """Registers the block of public images."""
    enabled = variables.ec2_image_block_public_access_enabled
    for region in variables.all_regions if enabled else ():
        aws.ec2.ImageBlockPublicAccess(
            f"{name}-image-block-{region}",
            state=variables.ec2_image_block_public_access_state,
            region=region,
            opts=options,
        )
    return {"ec2_image_block_public_access_configured": enabled}


def serial_console(
    name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions
) -> Mapping[str, Any]:
    """Registers whether the serial console can be used."""
    enabled = variables.ec2_serial_console_access_enabled
    for region in variables.all_regions if enabled is not None else ():
        aws.ec2.SerialConsoleAccess(f"{name}-serial-console-{region}", enabled=enabled, region=region, opts=options)
    return {"ec2_serial_console_access_configured": enabled is not None}
