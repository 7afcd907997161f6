"""What the recorder of a region records, and how often, as the provider takes it."""

from __future__ import annotations

import pulumi_aws as aws

from components.aws_config.resource_types import GLOBAL_TYPES
from components.aws_config.variables import AwsConfigVariables


def recording_group(variables: AwsConfigVariables, region: str) -> aws.cfg.RecorderRecordingGroupArgs:
    """Everything, or everything but what is left out. Resources of IAM are recorded in one region only.

    Where types are left out, AWS does not look at the switch for resources of IAM: they are left out by name.
    """
    collects = region == variables.global_region
    excluded = variables.excluded_resource_types
    if not excluded:
        return aws.cfg.RecorderRecordingGroupArgs(
            all_supported=True,
            include_global_resource_types=collects,
            recording_strategies=[_strategy("ALL_SUPPORTED_RESOURCE_TYPES")],
        )
    left_out = sorted({*excluded, *(() if collects else GLOBAL_TYPES)})
    return aws.cfg.RecorderRecordingGroupArgs(
        all_supported=False,
        include_global_resource_types=False,
        exclusion_by_resource_types=[
            aws.cfg.RecorderRecordingGroupExclusionByResourceTypeArgs(resource_types=left_out)
        ],
        recording_strategies=[_strategy("EXCLUSION_BY_RESOURCE_TYPES")],
    )


def recording_mode(variables: AwsConfigVariables) -> aws.cfg.RecorderRecordingModeArgs:
    """How often: in general, and for the types that differ."""
    mode = variables.recording_mode
    override = mode.recording_mode_override
    return aws.cfg.RecorderRecordingModeArgs(
        recording_frequency=mode.recording_frequency,
        recording_mode_override=aws.cfg.RecorderRecordingModeRecordingModeOverrideArgs(
            description=override.description,
            recording_frequency=override.recording_frequency,
            resource_types=sorted(set(override.resource_types)),
        )
        if override
        else None,
    )


def _strategy(name: str) -> aws.cfg.RecorderRecordingGroupRecordingStrategyArgs:
    return aws.cfg.RecorderRecordingGroupRecordingStrategyArgs(use_only=name)
