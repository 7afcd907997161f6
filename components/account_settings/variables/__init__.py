"""Variables of ``account-settings`` (Cloud Posse's component of that name, v1 and v2.1.0)."""

from __future__ import annotations

from blocks.regional import RegionalVariables
from components.account_settings.variables.access import AccessVariables
from components.account_settings.variables.budgets import AccountBudgetVariables
from components.account_settings.variables.compute import ComputeVariables
from components.account_settings.variables.contacts import ContactVariables
from components.account_settings.variables.detection import DetectionVariables
from components.account_settings.variables.identity import IdentityVariables
from components.account_settings.variables.quotas import QuotaVariables
from components.account_settings.variables.sessions import SessionVariables
from components.account_settings.variables.storage import StorageVariables


class AccountSettingsVariables(
    AccountBudgetVariables,
    QuotaVariables,
    SessionVariables,
    DetectionVariables,
    AccessVariables,
    ComputeVariables,
    ContactVariables,
    StorageVariables,
    IdentityVariables,
    RegionalVariables,
):
    """The baseline of one account; every part has its switch, regional parts are applied to all of ``regions``."""
