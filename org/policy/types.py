"""The types of organization policies that the provider offers."""

from __future__ import annotations

from typing import Literal

PolicyType = Literal[
    "SERVICE_CONTROL_POLICY",
    "RESOURCE_CONTROL_POLICY",
    "TAG_POLICY",
    "BACKUP_POLICY",
    "AISERVICES_OPT_OUT_POLICY",
    "CHATBOT_POLICY",
    "DECLARATIVE_POLICY_EC2",
    "SECURITYHUB_POLICY",
    "INSPECTOR_POLICY",
    "UPGRADE_ROLLOUT_POLICY",
    "BEDROCK_POLICY",
    "S3_POLICY",
]

SERVICE_CONTROL: PolicyType = "SERVICE_CONTROL_POLICY"
RESOURCE_CONTROL: PolicyType = "RESOURCE_CONTROL_POLICY"

WITH_STATEMENTS: frozenset[PolicyType] = frozenset({SERVICE_CONTROL, RESOURCE_CONTROL})
"""Types whose documents are IAM statements; the others have a language of their own."""

TRUSTED_ACCESS: dict[PolicyType, str] = {
    "INSPECTOR_POLICY": "inspector2.amazonaws.com",
    "SECURITYHUB_POLICY": "securityhub.amazonaws.com",
}
"""Services that AWS wants trusted before policies of a type may be enabled."""
