"""Variables of ``cloudtrail`` (Cloud Posse's component of that name, v1.537, and of its module, 0.24)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from blocks.identifiers import BucketName, Email, KeyArn
from blocks.retention import RetentionDays
from components.cloudtrail.selectors import AdvancedEventSelector, EventSelector
from model.variables import AccountId, Variables

Insight = Literal["ApiCallRateInsight", "ApiErrorRateInsight"]


class CloudTrailVariables(Variables):
    """One trail: what it records, where it writes, who may read, and what raises an alarm."""

    name: str = Field("cloudtrail", description="Label of this instance.")
    enable_logging: bool = Field(True, description="Whether the trail records; false pauses it.")
    enable_log_file_validation: bool = Field(True, description="Whether digests prove that no log was changed.")
    include_global_service_events: bool = Field(True, description="Whether IAM's and other global events are recorded.")
    is_multi_region_trail: bool = Field(True, description="Whether the trail records all regions.")
    is_organization_trail: bool = Field(
        False, description="Whether it records every account of the organization; only from the management account."
    )
    event_selector: list[EventSelector] = Field(
        default_factory=list, max_length=5, description="Basic selectors; none records management events."
    )
    advanced_event_selector: list[AdvancedEventSelector] = Field(
        default_factory=list, description="Advanced selectors, instead of basic ones."
    )
    insight_selector: list[Insight] = Field(
        default_factory=list, description="Unusual activity that is looked for; it costs per analyzed event."
    )

    cloudtrail_bucket_component_name: str = Field(
        "cloudtrail-bucket", description="Instance of `cloudtrail-bucket` that the trail writes to."
    )
    cloudtrail_bucket_tenant_name: str | None = Field(None, description="Tenant of that instance; null for the own.")
    cloudtrail_bucket_environment_name: str | None = Field(
        None, description="Environment of that instance; null for the own."
    )
    cloudtrail_bucket_stage_name: str | None = Field(None, description="Stage of that instance; null for the own.")
    s3_bucket_name: BucketName | None = Field(
        None, description="Name of a bucket, written out or by `!output`, instead of an instance's."
    )
    s3_key_prefix: str | None = Field(
        None, max_length=200, description="Prefix before `AWSLogs`; null for that of the bucket's instance."
    )
    organization_id: str | None = Field(
        None,
        pattern=r"^o-[a-z0-9]{10,32}$",
        description="Id of the organization; needed for its trail where `s3_bucket_name` names the bucket.",
    )

    cloudwatch_logs_enabled: bool = Field(True, description="Whether events go to a log group besides.")
    cloudwatch_logs_retention_in_days: RetentionDays = Field(
        365, description="Days that the log group keeps events; 0 for ever."
    )
    cloudwatch_log_group_class: Literal["STANDARD", "INFREQUENT_ACCESS"] = Field(
        "STANDARD", description="Class of the log group; alarms need `STANDARD`. AWS never changes it afterwards."
    )
    cloudtrail_cloudwatch_logs_role_max_session_duration: int = Field(
        43200, ge=3600, le=43200, description="Longest session of the role that writes to the log group, in seconds."
    )

    kms_key_enabled: bool = Field(True, description="Whether a key of its own encrypts logs and log group.")
    kms_key_alias: str | None = Field(
        None, pattern=r"^[a-zA-Z0-9/_-]+$", description="Alias of the key, without `alias/`; null takes the labels."
    )
    kms_key_arn: KeyArn | None = Field(None, description="A key that exists, instead of one of its own.")
    kms_abac_statements: list[dict[str, Any]] = Field(
        default_factory=list, description="Further statements of the key's policy, in IAM's own words."
    )
    audit_access_enabled: bool = Field(False, description="Whether the audit account may decrypt logs.")
    audit_account_id: AccountId | None = Field(
        None, description="The audit account; null for the one that the bucket's instance is in."
    )

    sns_topic_enabled: bool = Field(False, description="Whether a topic tells of each log that is delivered.")
    cis_alarms_enabled: bool = Field(
        False, description="Metric filters and alarms of the CIS benchmark's section on monitoring."
    )
    cis_alarms_excluded: list[str] = Field(default_factory=list, description="Alarms that are left out, by name.")
    alarm_namespace: str = Field(
        "CloudTrailMetrics",
        min_length=1,
        max_length=255,
        pattern=r"^[^:*$]+$",
        description="Namespace of the alarms' metrics.",
    )
    alarm_emails: list[Email] = Field(default_factory=list, description="Addresses that alarms are sent to.")

    @property
    def trail_name(self) -> str:
        """Name of the trail, its log group, role and key: the labels."""
        return self.context.id

    @property
    def own_key(self) -> bool:
        """Whether the trail gets a key of its own."""
        return self.kms_key_enabled and self.kms_key_arn is None
