"""The resources of ``cloudtrail``."""

from __future__ import annotations

from typing import Any

import pulumi
import pulumi_aws as aws

from blocks.key import KeySettings, ProtectedKey, key_policy
from blocks.wiring import Built, Wiring
from components.cloudtrail.bucket import Bucket, bucket_of
from components.cloudtrail.events import advanced_selectors, basic_selectors
from components.cloudtrail.logs import Logs, log_group
from components.cloudtrail.place import TrailPlace
from components.cloudtrail.policies import alarm_topic_policy, delivery_topic_policy, key_statements
from components.cloudtrail.topics import cis_alarms, subscriptions, topic
from components.cloudtrail.variables import CloudTrailVariables


class CloudTrail(pulumi.ComponentResource):
    """One trail with its key, log group, role, topics and alarms."""

    def __init__(self, name: str, variables: CloudTrailVariables, wiring: Wiring, bucket: Bucket) -> None:
        super().__init__("rootstock:components:CloudTrail", name, {}, wiring.options())
        self._prefix, self._variables, self._bucket = name, variables, bucket
        self._place = self._where(wiring.partition)
        self.key = self._key() if variables.own_key else None
        self.key_arn = self.key.arn if self.key else variables.kms_key_arn
        self.logs = self._logs() if variables.cloudwatch_logs_enabled else None
        self.topic_arn = self._deliveries() if variables.sns_topic_enabled else None
        self.trail = self._trail()
        self.alarm_topic_arn: pulumi.Output[str] | None = None
        self.alarms = self._alarms(self.logs) if variables.cis_alarms_enabled and self.logs else []
        self.register_outputs({"arn": self.trail.arn})

    def _where(self, partition: str) -> pulumi.Output[TrailPlace]:
        variables = self._variables
        caller = aws.get_caller_identity_output(opts=pulumi.InvokeOptions(parent=self))
        organization = self._bucket.organization_id if variables.is_organization_trail else None
        return pulumi.Output.all(caller.account_id, organization).apply(
            lambda known: TrailPlace(variables.trail_name, partition, known[0], variables.region, known[1])
        )

    def _key(self) -> ProtectedKey:
        variables = self._variables
        audit = self._bucket.account_id if variables.audit_access_enabled else None

        def policy(known: list[Any]) -> str:
            place, audit_id = known
            own = key_statements(place, audit_id, variables.cis_alarms_enabled)
            return key_policy(place.partition, place.account_id, [*own, *variables.kms_abac_statements])

        settings = KeySettings(
            alias=variables.kms_key_alias or variables.trail_name,
            description=f"Encrypts what trail {variables.trail_name} records",
            tags=variables.context.all_tags,
            region=variables.region,
        )
        return ProtectedKey(
            f"{self._prefix}-trail", settings, self, pulumi.Output.all(self._place, audit).apply(policy)
        )

    def _logs(self) -> Logs:
        return log_group(self._prefix, self._variables, self._place, self.key_arn, self)

    def _deliveries(self) -> pulumi.Output[str]:
        name = f"{self._variables.trail_name}-deliveries"
        return topic(
            f"{self._prefix}-deliveries",
            name,
            self._variables,
            self._place,
            delivery_topic_policy,
            self.key_arn,
            self,
        )

    def _trail(self) -> aws.cloudtrail.Trail:
        variables, logs = self._variables, self.logs
        prefix = variables.s3_key_prefix if variables.s3_key_prefix is not None else self._bucket.s3_key_prefix
        return aws.cloudtrail.Trail(
            f"{self._prefix}-trail",
            name=variables.trail_name,
            s3_bucket_name=self._bucket.name,
            s3_key_prefix=prefix or None,
            enable_logging=variables.enable_logging,
            enable_log_file_validation=variables.enable_log_file_validation,
            include_global_service_events=variables.include_global_service_events,
            is_multi_region_trail=variables.is_multi_region_trail,
            is_organization_trail=variables.is_organization_trail,
            kms_key_id=self.key_arn,
            # The provider reads a topic of its own account and region back by its bare name.
            sns_topic_name=self.topic_arn.apply(lambda arn: arn.rpartition(":")[2]) if self.topic_arn else None,
            cloud_watch_logs_group_arn=logs.group.arn.apply(lambda arn: f"{arn}:*") if logs else None,
            cloud_watch_logs_role_arn=logs.role.arn if logs else None,
            event_selectors=basic_selectors(variables.event_selector) or None,
            advanced_event_selectors=advanced_selectors(variables.advanced_event_selector) or None,
            insight_selectors=[
                aws.cloudtrail.TrailInsightSelectorArgs(insight_type=insight) for insight in variables.insight_selector
            ]
            or None,
            region=variables.region,
            tags=variables.context.all_tags,
            opts=pulumi.ResourceOptions(parent=self, protect=True, depends_on=[logs.allowed] if logs else None),
        )

    def _alarms(self, logs: Logs) -> list[str]:
        variables, name = self._variables, f"{self._prefix}-alarms"
        topic_name = f"{variables.trail_name}-alarms"
        arn = topic(name, topic_name, variables, self._place, alarm_topic_policy, self.key_arn, self)
        self.alarm_topic_arn = arn
        subscriptions(name, variables, arn, self)
        return cis_alarms(self._prefix, variables, logs.group.name, arn, self)


def build(name: str, variables: CloudTrailVariables, wiring: Wiring) -> Built:
    """Registers the trail. Raises RunError where its bucket cannot take an encrypted log.

    Exports the trail's ids and those of its log group, role, key and topics, null for what it has not.
    """
    bucket = bucket_of(variables, wiring)
    made = CloudTrail(name, variables, wiring, bucket)
    logs = made.logs
    exports = {
        "cloudtrail_id": made.trail.name,
        "cloudtrail_arn": made.trail.arn,
        "cloudtrail_home_region": made.trail.home_region,
        "cloudtrail_bucket_id": made.trail.s3_bucket_name,
        "cloudtrail_logs_log_group_arn": logs.group.arn if logs else None,
        "cloudtrail_logs_log_group_name": logs.group.name if logs else None,
        "cloudtrail_logs_role_arn": logs.role.arn if logs else None,
        "cloudtrail_logs_role_name": logs.role.name if logs else None,
        "cloudtrail_kms_key_arn": made.key_arn,
        "cloudtrail_kms_key_alias": made.key.alias if made.key else None,
        "cloudtrail_sns_topic_arn": made.topic_arn,
        "cloudtrail_alarm_topic_arn": made.alarm_topic_arn,
        "cloudtrail_alarm_names": made.alarms,
    }
    return Built(made, exports)
