"""The alias of an account."""

from __future__ import annotations

from sandbox.provider.resource import Resource
from sandbox.provider.wire import Properties


class AccountAlias(Resource):
    """``aws.iam.AccountAlias``: an account has one, whatever the id of this resource says."""

    gone_on_delete = ("NoSuchEntity",)

    def create(self, inputs: Properties) -> str:
        """CreateAccountAlias, which overwrites the alias that there is."""
        self.client("iam").create_account_alias(AccountAlias=inputs["accountAlias"])
        return str(inputs["accountAlias"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """The account's alias."""
        found = self.client("iam").list_account_aliases()["AccountAliases"]
        return {"accountAlias": found[0]} if found else None

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteAccountAlias."""
        self.client("iam").delete_account_alias(AccountAlias=identifier)
