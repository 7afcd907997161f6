"""The alias of an account: one per account, no other account in the world may have it."""

from __future__ import annotations

import re

from moto.iam.models import IAMBackend, iam_backends

from sandbox.aws.service_error import ServiceError

_PATTERN = re.compile(r"[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]")


class AccountAlias(IAMBackend):  # type: ignore[misc]
    """CreateAccountAlias and DeleteAccountAlias."""

    def create_account_alias(self, alias: str) -> None:
        """The account has this alias and no other. Raises EntityAlreadyExists when another account has it."""
        if not _PATTERN.fullmatch(alias):
            raise ServiceError(
                "ValidationError",
                f"1 validation error detected: Value '{alias}' at 'accountAlias' failed to satisfy constraint: Member "
                "must satisfy regular expression pattern: ^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$",
            )
        if re.fullmatch(r"\d{12}", alias):
            raise ServiceError("InvalidInput", f"The account alias {alias} must not be a 12 digit number.")
        for account_id, account in list(iam_backends.items()):
            if account_id != self.account_id and alias in account[self.partition].account_aliases:
                raise ServiceError("EntityAlreadyExists", f"The account alias {alias} already exists.")
        self.account_aliases = [alias]

    def delete_account_alias(self, alias: str) -> None:
        """The account has no alias. Raises NoSuchEntity when it has not this one."""
        if alias not in self.account_aliases:
            raise ServiceError("NoSuchEntity", f"The account alias {alias} cannot be found.")
        self.account_aliases = []
