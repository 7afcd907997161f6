"""The resources of ``account-settings``."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from blocks.wiring import Built, Wiring
from components.account_settings.variables import AccountSettingsVariables


class AccountSettings(pulumi.ComponentResource):
    """The baseline of one account: its alias and its S3 account public access block."""

    account_alias: pulumi.Output[str | None]
    """The alias, null when switched off."""

    def __init__(self, name: str, variables: AccountSettingsVariables, opts: pulumi.ResourceOptions) -> None:
        super().__init__("rootstock:components:AccountSettings", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.account_alias = pulumi.Output.from_input(None)
        if variables.account_alias_enabled:
            alias = aws.iam.AccountAlias(f"{name}-alias", account_alias=variables.alias, opts=child)
            self.account_alias = alias.account_alias
        if variables.s3_block_public_access_enabled:
            aws.s3.AccountPublicAccessBlock(
                f"{name}-s3-public-access",
                block_public_acls=variables.s3_block_public_acls,
                block_public_policy=variables.s3_block_public_policy,
                ignore_public_acls=variables.s3_ignore_public_acls,
                restrict_public_buckets=variables.s3_restrict_public_buckets,
                opts=child,
            )
        self.register_outputs({"account_alias": self.account_alias})


def build(name: str, variables: AccountSettingsVariables, wiring: Wiring) -> Built:
    """Registers the baseline. Exports ``account_alias`` and ``s3_block_public_access_configured``."""
    settings = AccountSettings(name, variables, wiring.options())
    exports = {
        "account_alias": settings.account_alias,
        "s3_block_public_access_configured": variables.s3_block_public_access_enabled,
    }
    return Built(settings, exports)
