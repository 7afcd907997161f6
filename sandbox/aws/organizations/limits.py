"""AWS's limits on an organization, as the simulated AWS enforces them.

Source: docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html, checked 2026-11-23.
"""

from __future__ import annotations

ORGANIZATIONAL_UNITS = 2_000
DEPTH = 5
TAGS = 50
RESOURCE_POLICY_CHARACTERS = 40_000
CREATIONS_AT_ONCE = 5
CLOSURES_AT_ONCE = 3
CLOSURES_SHARE = 0.2
CLOSURES_AT_MOST = 1_000
CLOSURES_PERIOD_SECONDS = 30 * 24 * 3600.0
DAYS_BEFORE_AN_ACCOUNT_MAY_LEAVE = 4

# Per policy type: most characters of a document, most policies directly on one target, most policies in all.
POLICY_TYPES: dict[str, tuple[int, int, int]] = {
    "SERVICE_CONTROL_POLICY": (10_240, 10, 10_000),
    "RESOURCE_CONTROL_POLICY": (5_120, 5, 2_000),
    "TAG_POLICY": (10_000, 10, 1_000),
    "BACKUP_POLICY": (10_000, 10, 1_000),
    "AISERVICES_OPT_OUT_POLICY": (2_500, 5, 1_000),
    "CHATBOT_POLICY": (10_000, 5, 1_000),
    "DECLARATIVE_POLICY_EC2": (10_000, 10, 1_000),
    "SECURITYHUB_POLICY": (10_000, 10, 1_000),
    "SECURITYHUB_CSPM_POLICY": (10_000, 10, 1_000),
    "INSPECTOR_POLICY": (10_000, 10, 1_000),
    "UPGRADE_ROLLOUT_POLICY": (10_000, 10, 1_000),
    "BEDROCK_POLICY": (10_000, 10, 1_000),
    "S3_POLICY": (10_000, 10, 1_000),
    "NETWORK_SECURITY_DIRECTOR_POLICY": (10_000, 10, 1_000),
    "GUARDDUTY_POLICY": (10_000, 10, 1_000),
}
# Policies that AWS attaches to every target as soon as their type is enabled.
FULL_ACCESS = {"SERVICE_CONTROL_POLICY": "p-FullAWSAccess", "RESOURCE_CONTROL_POLICY": "p-RCPFullAWSAccess"}
# Types that need trusted access of a service before they can be enabled.
NEEDS_TRUSTED_ACCESS = {
    "INSPECTOR_POLICY": "inspector2.amazonaws.com",
    "SECURITYHUB_POLICY": "securityhub.amazonaws.com",
}
