"""The public access block of an account."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.s3.public_access import from_answer, to_request
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import Properties


class AccountPublicAccessBlock(Resource):
    """``aws.s3.AccountPublicAccessBlock``: one per account; a creation takes over what is there."""

    gone = ("NoSuchPublicAccessBlockConfiguration",)

    def create(self, inputs: Properties) -> str:
        """PutPublicAccessBlock with all four settings."""
        account = str(inputs.get("accountId") or self.aws.account_id)
        self._put(account, inputs)
        return account

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetPublicAccessBlock."""
        return {"accountId": identifier, **self._get(identifier)}

    def update(self, identifier: str, change: Change) -> None:
        """PutPublicAccessBlock, then waits until it reads back."""
        self._put(identifier, change.new)
        until_true(
            lambda: to_request(self._get(identifier)) == to_request(change.new),
            f"public access block of account {identifier} to change",
        )

    def delete(self, identifier: str, state: Properties) -> None:
        """DeletePublicAccessBlock."""
        self._client.delete_public_access_block(AccountId=identifier)

    def _get(self, account: str) -> Properties:
        answer = self._client.get_public_access_block(AccountId=account)
        return from_answer(answer["PublicAccessBlockConfiguration"])

    def _put(self, account: str, settings: Properties) -> None:
        self._client.put_public_access_block(AccountId=account, PublicAccessBlockConfiguration=to_request(settings))

    @property
    def _client(self) -> Any:
        return self.client("s3control")
