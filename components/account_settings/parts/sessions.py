"""Preferences of Session Manager."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from components.account_settings.variables import AccountSettingsVariables

# Session Manager reads the document of this name and no other.
_DOCUMENT = "SSM-SessionManagerRunShell"


def session_preferences(
    name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions
) -> Mapping[str, Any]:
    """Registers the preferences of Session Manager in each region."""
    enabled = variables.ssm_session_preferences_enabled
    for region in variables.all_regions if enabled else ():
        aws.ssm.Document(
            f"{name}-session-preferences-{region}",
            name=_DOCUMENT,
            document_type="Session",
            document_format="JSON",
            content=_content(variables),
            tags={"Name": _DOCUMENT},
            region=region,
            opts=options,
        )
    return {"ssm_session_preferences_configured": enabled}


def _content(variables: AccountSettingsVariables) -> str:
    longest = variables.ssm_session_max_duration_minutes
    inputs = {
        "s3BucketName": variables.ssm_session_s3_bucket_name or "",
        "s3KeyPrefix": variables.ssm_session_s3_key_prefix,
        "s3EncryptionEnabled": variables.ssm_session_logs_encrypted,
        "cloudWatchLogGroupName": variables.ssm_session_cloudwatch_log_group_name or "",
        "cloudWatchEncryptionEnabled": variables.ssm_session_logs_encrypted,
        "cloudWatchStreamingEnabled": variables.ssm_session_cloudwatch_log_group_name is not None,
        "kmsKeyId": variables.ssm_session_kms_key_id or "",
        "runAsEnabled": False,
        "runAsDefaultUser": "",
        "idleSessionTimeout": str(variables.ssm_session_idle_timeout_minutes),
        "maxSessionDuration": "" if longest is None else str(longest),
        "shellProfile": {"linux": "", "windows": ""},
    }
    document = {
        "schemaVersion": "1.0",
        "description": "Preferences of Session Manager",
        "sessionType": "Standard_Stream",
        "inputs": inputs,
    }
    return json.dumps(document, indent=2)
