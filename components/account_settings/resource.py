"""The resources of ``account-settings``."""

from __future__ import annotations

from typing import Any

import pulumi

from blocks.wiring import Built, Wiring
from components.account_settings.parts import PARTS
from components.account_settings.parts.budgets import budgets
from components.account_settings.parts.quotas import quotas
from components.account_settings.parts.quotas_role import quotas_role
from components.account_settings.parts.support_role import support_role
from components.account_settings.variables import AccountSettingsVariables


class AccountSettings(pulumi.ComponentResource):
    """The baseline of one account: its global settings, and its regional ones in every region."""

    exports: dict[str, Any]
    """What the parts export: ``account_alias``, ``access_analyzer_arns`` by region, ``<part>_configured``."""

    def __init__(self, name: str, variables: AccountSettingsVariables, wiring: Wiring) -> None:
        super().__init__("rootstock:components:AccountSettings", name, {}, wiring.options())
        child = pulumi.ResourceOptions(parent=self)
        self.exports = {}
        for part in PARTS:
            self.exports |= part(name, variables, child)
        for wired in (quotas, quotas_role, support_role, budgets):
            self.exports |= wired(name, variables, child, wiring)
        self.register_outputs(self.exports)


def build(name: str, variables: AccountSettingsVariables, wiring: Wiring) -> Built:
    """Registers the baseline.

    Exports ``account_alias``, ``access_analyzer_arns`` by region, ``contacts_configured`` (subjects, no addresses),
    ``service_quotas`` (requested, granted and pending by key), ``service_quotas_role_arn``, ``support_role_arn``,
    ``security_hub_arns`` by region, ``budgets`` (name and ARN by own name), ``budgets_sns_topic_arn``, and whether
    each part is set: ``password_policy_configured``,
    ``s3_block_public_access_configured``, ``ebs_default_encryption_configured``,
    ``ebs_snapshot_block_public_access_configured``, ``ec2_instance_metadata_defaults_configured``,
    ``ec2_image_block_public_access_configured``, ``ec2_serial_console_access_configured``,
    ``emr_block_public_access_configured``, ``ssm_session_preferences_configured``.
    """
    settings = AccountSettings(name, variables, wiring)
    return Built(settings, settings.exports)
