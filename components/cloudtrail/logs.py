"""The trail's log group, and the role with which CloudTrail writes to it."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.cloudtrail.place import TrailPlace
from components.cloudtrail.policies import role_policy, role_trust
from components.cloudtrail.variables import CloudTrailVariables


@dataclass(frozen=True)
class Logs:
    """A log group and its writer's role."""

    group: aws.cloudwatch.LogGroup
    role: aws.iam.Role
    allowed: aws.iam.RolePolicy


def log_group(
    name: str,
    variables: CloudTrailVariables,
    place: pulumi.Output[TrailPlace],
    key_arn: pulumi.Input[str] | None,
    parent: pulumi.Resource,
) -> Logs:
    """Registers log group and role. The trail must wait for the role's policy."""
    child = pulumi.ResourceOptions(parent=parent)
    tags = variables.context.all_tags
    group = aws.cloudwatch.LogGroup(
        f"{name}-logs",
        name=variables.trail_name,
        retention_in_days=variables.cloudwatch_logs_retention_in_days,
        log_group_class=variables.cloudwatch_log_group_class,
        kms_key_id=key_arn,
        region=variables.region,
        tags=tags,
        opts=pulumi.ResourceOptions(parent=parent, protect=True),
    )
    role = aws.iam.Role(
        f"{name}-role",
        name=variables.trail_name,
        description=f"CloudTrail writes to log group {variables.trail_name}",
        assume_role_policy=place.apply(role_trust),
        max_session_duration=variables.cloudtrail_cloudwatch_logs_role_max_session_duration,
        tags=tags,
        opts=child,
    )
    allowed = aws.iam.RolePolicy(
        f"{name}-role-policy",
        name="write-log-streams",
        role=role.name,
        policy=place.apply(role_policy),
        opts=child,
    )
    return Logs(group, role, allowed)
