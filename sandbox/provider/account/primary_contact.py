"""The primary contact of an account."""

from __future__ import annotations

from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import from_aws, given, to_aws
from sandbox.provider.wire import Properties

_FIELDS = (
    "addressLine1", "addressLine2", "addressLine3", "city", "companyName", "countryCode", "districtOrCounty",
    "fullName", "phoneNumber", "postalCode", "stateOrRegion", "websiteUrl",
)  # fmt: skip


class PrimaryContact(Resource):
    """``aws.account.PrimaryContact``: every account has one; a deletion leaves it as it is."""

    gone = ("ResourceNotFoundException",)

    def create(self, inputs: Properties) -> str:
        """PutContactInformation."""
        self._put(inputs)
        return str(inputs.get("accountId") or "default")

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetContactInformation of the account in the state: an import reads the caller's, whatever its id says."""
        account = state.get("accountId")
        found = self._client.get_contact_information(**given(AccountId=account))["ContactInformation"]
        return {**from_aws(found), **given(accountId=account)}

    def update(self, identifier: str, change: Change) -> None:
        """PutContactInformation with the whole contact."""
        self._put(change.new)

    def _put(self, contact: Properties) -> None:
        fields = to_aws(given(**{name: contact.get(name) for name in _FIELDS}))
        self._client.put_contact_information(ContactInformation=fields, **given(AccountId=contact.get("accountId")))

    @property
    def _client(self) -> Any:
        return self.client("account")
