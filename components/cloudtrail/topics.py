"""Topics around a trail, and the alarms that publish to one."""

from __future__ import annotations

from collections.abc import Callable

import pulumi
import pulumi_aws as aws

from components.cloudtrail.alarms import CIS_ALARMS, Alarm
from components.cloudtrail.place import TrailPlace
from components.cloudtrail.variables import CloudTrailVariables

_PERIOD_SECONDS = 300


def topic(
    name: str,
    topic_name: str,
    variables: CloudTrailVariables,
    place: pulumi.Output[TrailPlace],
    policy: Callable[[TrailPlace, str], str],
    key_arn: pulumi.Input[str] | None,
    parent: pulumi.Resource,
) -> pulumi.Output[str]:
    """Registers an encrypted topic with its policy; its ARN is known once the policy stands."""
    child = pulumi.ResourceOptions(parent=parent)
    made = aws.sns.Topic(
        name,
        name=topic_name,
        kms_master_key_id=key_arn,
        region=variables.region,
        tags=variables.context.all_tags,
        opts=child,
    )
    allowed = aws.sns.TopicPolicy(
        f"{name}-policy",
        arn=made.arn,
        policy=place.apply(lambda known: policy(known, topic_name)),
        region=variables.region,
        opts=child,
    )
    return allowed.arn


def subscriptions(
    name: str, variables: CloudTrailVariables, topic_arn: pulumi.Input[str], parent: pulumi.Resource
) -> None:
    """Subscribes each address; AWS asks it for its consent."""
    for address in dict.fromkeys(variables.alarm_emails):
        aws.sns.TopicSubscription(
            f"{name}-{address}",
            topic=topic_arn,
            protocol="email",
            endpoint=address,
            region=variables.region,
            opts=pulumi.ResourceOptions(parent=parent),
        )


def cis_alarms(
    name: str,
    variables: CloudTrailVariables,
    log_group: pulumi.Input[str],
    topic_arn: pulumi.Input[str],
    parent: pulumi.Resource,
) -> list[str]:
    """Registers a metric filter and an alarm for each control that is not excluded; their names."""
    wanted = {key: alarm for key, alarm in CIS_ALARMS.items() if key not in variables.cis_alarms_excluded}
    for key, alarm in wanted.items():
        _alarm(f"{name}-{key}", f"{variables.trail_name}-{key}", alarm, variables, log_group, topic_arn, parent)
    return [f"{variables.trail_name}-{key}" for key in wanted]


def _alarm(
    name: str,
    physical_name: str,
    alarm: Alarm,
    variables: CloudTrailVariables,
    log_group: pulumi.Input[str],
    topic_arn: pulumi.Input[str],
    parent: pulumi.Resource,
) -> None:
    child = pulumi.ResourceOptions(parent=parent)
    counted = aws.cloudwatch.LogMetricFilter(
        f"{name}-filter",
        name=physical_name,
        log_group_name=log_group,
        pattern=alarm.pattern,
        metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
            name=physical_name, namespace=variables.alarm_namespace, value="1"
        ),
        region=variables.region,
        opts=child,
    )
    aws.cloudwatch.MetricAlarm(
        f"{name}-alarm",
        name=physical_name,
        alarm_description=f"{alarm.description} (CIS {alarm.control})",
        comparison_operator="GreaterThanOrEqualToThreshold",
        evaluation_periods=1,
        metric_name=counted.name,
        namespace=variables.alarm_namespace,
        period=_PERIOD_SECONDS,
        statistic="Sum",
        threshold=1,
        treat_missing_data="notBreaching",
        alarm_actions=[topic_arn],
        region=variables.region,
        tags=variables.context.all_tags,
        opts=child,
    )
