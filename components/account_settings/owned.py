"""What an ``account-settings`` instance claims in its account."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.budget.owned import owned_budgets
from blocks.owned import Owned
from blocks.place import CheckPlace
from blocks.quota.owned import owned_quotas
from components.account_settings.variables import AccountSettingsVariables

_GLOBAL = {
    "account_alias_enabled": "account alias",
    "password_policy_enabled": "password policy",
    "s3_block_public_access_enabled": "S3 public access block",
}
_REGIONAL = {
    "ebs_default_encryption_enabled": "EBS encryption by default",
    "ebs_snapshot_block_public_access_enabled": "block of public EBS snapshots",
    "ec2_instance_metadata_defaults_enabled": "instance metadata defaults",
    "ec2_image_block_public_access_enabled": "block of public images",
    "ec2_serial_console_access_enabled": "serial console access",
    "emr_block_public_access_enabled": "EMR public access block",
    "access_analyzer_enabled": "Access Analyzer",
    "security_hub_enabled": "Security Hub",
    "ssm_session_preferences_enabled": "Session Manager preferences",
}


def owned(variables: AccountSettingsVariables, place: CheckPlace) -> Iterator[Owned]:
    """Every part that is switched on: the regional ones in each region."""
    account = place.account
    for switch, what in _GLOBAL.items():
        if getattr(variables, switch):
            yield Owned(account, what, ("vars", switch))
    for switch, what in _REGIONAL.items():
        if _claims(switch, getattr(variables, switch)):
            for region in variables.all_regions:
                yield Owned(account, f"{what} in {region}", ("vars", switch))
    if variables.contacts_enabled:
        if variables.primary_contact is not None:
            yield Owned(account, "primary contact", ("vars", "primary_contact"))
        for subject in variables.alternates:
            yield Owned(account, f"{subject} contact", ("vars", f"{subject}_contact"))
    if variables.service_quotas_enabled:
        yield from owned_quotas(variables.service_quotas, "service_quotas", account, variables.region)
    if variables.budgets_enabled and variables.budgets:
        label, has_topic = variables.account_context.id, variables.budgets_notifications_enabled
        yield from owned_budgets(variables.budgets, "budgets", account, label, has_topic)


def _claims(switch: str, value: bool | None) -> bool:
    """Two settings say off with false, and leave the matter to others with null."""
    says_off = switch in {"ebs_default_encryption_enabled", "ec2_serial_console_access_enabled"}
    return value is not None if says_off else bool(value)
