"""Alternate contacts of an account: billing, operations, security."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import Properties

_SENT = {"emailAddress": "EmailAddress", "name": "Name", "phoneNumber": "PhoneNumber", "title": "Title"}


class AlternativeContact(Resource):
    """``aws.account.AlternativeContact``: one per kind; a creation overwrites."""

    gone = ("ResourceNotFoundException",)

    def create(self, inputs: Properties) -> str:
        """PutAlternateContact."""
        self._put(inputs)
        return f"{inputs.get('accountId', '')}/{inputs['alternateContactType']}"

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetAlternateContact."""
        account, kind = _parts(identifier)
        answer = self._client.get_alternate_contact(AlternateContactType=kind, **given(AccountId=account))
        found = answer["AlternateContact"]
        contact = {name: found.get(sent, "") for name, sent in _SENT.items()}
        return {**contact, "alternateContactType": kind, **given(accountId=account)}

    def update(self, identifier: str, change: Change) -> None:
        """PutAlternateContact with all fields, then waits until they read back."""
        self._put(change.new)
        wanted = {name: change.new[name] for name in _SENT}
        until_true(lambda: self._reads(identifier, wanted), f"contact {identifier} to change", 300)

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteAlternateContact."""
        account, kind = _parts(identifier)
        self._client.delete_alternate_contact(AlternateContactType=kind, **given(AccountId=account))

    def _put(self, contact: Properties) -> None:
        fields = {sent: contact[name] for name, sent in _SENT.items()}
        self._client.put_alternate_contact(
            AlternateContactType=contact["alternateContactType"], **fields, **given(AccountId=contact.get("accountId"))
        )

    def _reads(self, identifier: str, wanted: Properties) -> bool:
        found = self.read(identifier, {}) or {}
        return all(found.get(name) == value for name, value in wanted.items())

    @property
    def _client(self) -> Any:
        return self.client("account")


def _parts(identifier: str) -> tuple[str, str]:
    """Account and kind of ``<account id>/<TYPE>``; the account is empty in ``/<TYPE>`` and ``<TYPE>``."""
    account, _, kind = identifier.rpartition("/")
    return account, kind
