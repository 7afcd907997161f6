"""Variables of Session Manager."""

from __future__ import annotations

from pydantic import Field

from blocks.identifiers import BucketName, KeyReference, LogGroupName
from model.variables import Variables


class SessionVariables(Variables):
    """Preferences of Session Manager: the document `SSM-SessionManagerRunShell` of each region."""

    ssm_session_preferences_enabled: bool = Field(False, description="Whether the preferences are managed.")
    ssm_session_idle_timeout_minutes: int = Field(
        20, ge=1, le=60, description="Minutes after which an idle session ends (1–60)."
    )
    ssm_session_max_duration_minutes: int | None = Field(
        None, ge=1, le=1440, description="Minutes after which any session ends (1–1,440); null for no limit."
    )
    ssm_session_kms_key_id: KeyReference | None = Field(
        None, description="KMS key that encrypts sessions besides TLS: id, alias or ARN."
    )
    ssm_session_s3_bucket_name: BucketName | None = Field(None, description="Bucket that sessions are logged to.")
    ssm_session_s3_key_prefix: str = Field("", description="Prefix of the logs in the bucket.")
    ssm_session_cloudwatch_log_group_name: LogGroupName | None = Field(
        None, description="CloudWatch log group that sessions are logged to."
    )
    ssm_session_logs_encrypted: bool = Field(
        True, description="Whether a bucket or log group without encryption is refused as the place of logs."
    )
