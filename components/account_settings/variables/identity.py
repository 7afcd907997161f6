"""Variables of the account's alias and of the passwords of its IAM users."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from model.context import Context
from model.variables import Variables


class IdentityVariables(Variables):
    """Alias and password policy. The defaults satisfy the CIS AWS Foundations Benchmark, sections 1.8 and 1.9."""

    account_alias_enabled: bool = Field(True, description="Whether the account gets an alias.")
    account_alias: str | None = Field(
        None, description="Alias of the account, unique in all of AWS; null takes the labels, as in `acme-core-audit`."
    )
    import_account_alias: str | None = Field(
        None,
        pattern=r"^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$",
        description="Alias that the account has already, to be taken over instead of created.",
    )
    password_policy_enabled: bool = Field(True, description="Whether the passwords of IAM users follow a policy.")
    minimum_password_length: int = Field(14, ge=6, le=128, description="Shortest password, in characters (6–128).")
    maximum_password_age: int | None = Field(
        90, ge=1, le=1095, description="Days after which a password expires (1–1,095); null for never."
    )
    password_reuse_prevention: int | None = Field(
        24, ge=1, le=24, description="How many earlier passwords may not be used again (1–24); null for none."
    )
    allow_users_to_change_password: bool = Field(True, description="Whether users may change their own password.")
    hard_expiry: bool = Field(
        False, description="Whether a user whose password has expired is locked out until an administrator helps."
    )
    require_lowercase_characters: bool = Field(True, description="Passwords need a lower-case letter.")
    require_uppercase_characters: bool = Field(True, description="Passwords need an upper-case letter.")
    require_numbers: bool = Field(True, description="Passwords need a digit.")
    require_symbols: bool = Field(True, description="Passwords need a symbol.")

    @property
    def alias(self) -> str:
        """The alias that the account gets: the explicit one, or the labels of the account without the environment."""
        return self.account_alias or self.account_context.id

    @property
    def account_context(self) -> Context:
        """The labels of the account as a whole: what it has once, it has for all of its environments."""
        return replace(self.context, environment="", name="", attributes=())
