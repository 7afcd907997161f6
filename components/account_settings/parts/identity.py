"""Alias of the account, and the passwords of its IAM users."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from components.account_settings.variables import AccountSettingsVariables


def alias(name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions) -> Mapping[str, Any]:
    """Registers the alias. Exports ``account_alias``, null where there is none."""
    if not variables.account_alias_enabled:
        return {"account_alias": None}
    taken_over = pulumi.ResourceOptions(import_=variables.import_account_alias)
    made = aws.iam.AccountAlias(
        f"{name}-alias",
        account_alias=variables.alias,
        opts=pulumi.ResourceOptions.merge(options, taken_over),
    )
    return {"account_alias": made.account_alias}


def password_policy(
    name: str, variables: AccountSettingsVariables, options: pulumi.ResourceOptions
) -> Mapping[str, Any]:
    """Registers the password policy with all nine fields: AWS resets whatever an update leaves out."""
    if variables.password_policy_enabled:
        aws.iam.AccountPasswordPolicy(
            f"{name}-password-policy",
            minimum_password_length=variables.minimum_password_length,
            max_password_age=variables.maximum_password_age or 0,
            password_reuse_prevention=variables.password_reuse_prevention or 0,
            allow_users_to_change_password=variables.allow_users_to_change_password,
            hard_expiry=variables.hard_expiry,
            require_lowercase_characters=variables.require_lowercase_characters,
            require_uppercase_characters=variables.require_uppercase_characters,
            require_numbers=variables.require_numbers,
            require_symbols=variables.require_symbols,
            opts=options,
        )
    return {"password_policy_configured": variables.password_policy_enabled}
