"""Variables of ``account-settings`` (Cloud Posse's component of that name, v2.1.0)."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from model.context import Context
from model.variables import Variables


class AccountSettingsVariables(Variables):
    """The baseline of one account; every part has its switch."""

    account_alias_enabled: bool = Field(True, description="Whether the account gets an alias.")
    account_alias: str | None = Field(
        None, description="Alias of the account, unique in all of AWS; null takes the labels, as in `acme-core-audit`."
    )
    s3_block_public_access_enabled: bool = Field(
        True, description="Whether public access to S3 is decided for the whole account."
    )
    s3_block_public_acls: bool = Field(True, description="Refuse new public ACLs of buckets and objects.")
    s3_block_public_policy: bool = Field(True, description="Refuse new bucket policies that allow public access.")
    s3_ignore_public_acls: bool = Field(True, description="Take public ACLs that exist as if they were not there.")
    s3_restrict_public_buckets: bool = Field(
        True, description="Let only AWS services and the bucket's own account use buckets with public policies."
    )

    @property
    def alias(self) -> str:
        """The alias that the account gets: the explicit one, or the labels of the account without the environment."""
        return self.account_alias or self.account_context.id

    @property
    def account_context(self) -> Context:
        """The labels of the account as a whole: an account has one alias for all of its environments."""
        return replace(self.context, environment="", name="", attributes=())
