"""Members that administer a service for the whole organization."""

from __future__ import annotations

from typing import Any

from sandbox.provider.moments import rfc3339
from sandbox.provider.paging import items
from sandbox.provider.pairs import Pair
from sandbox.provider.wire import Properties


class DelegatedAdministrator(Pair):
    """``aws.organizations.DelegatedAdministrator``: no update, every input replaces."""

    gone_on_delete = ("AccountNotRegisteredException",)
    separator = "/"
    parts = ("account id", "service principal")

    def create(self, inputs: Properties) -> str:
        """RegisterDelegatedAdministrator."""
        self._client.register_delegated_administrator(
            AccountId=inputs["accountId"], ServicePrincipal=inputs["servicePrincipal"]
        )
        return self.joined(inputs["accountId"], inputs["servicePrincipal"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """The entry of the account among the service's administrators."""
        account, service = self.split(identifier)
        listed = items(
            self._client, "list_delegated_administrators", "DelegatedAdministrators", ServicePrincipal=service
        )
        found = next((item for item in listed if item["Id"] == account), None)
        if found is None:
            return None
        return {
            "accountId": account,
            "servicePrincipal": service,
            "arn": found["Arn"],
            "delegationEnabledDate": rfc3339(found.get("DelegationEnabledDate")),
            "email": found["Email"],
            "joinedMethod": found.get("JoinedMethod", ""),
            "joinedTimestamp": rfc3339(found.get("JoinedTimestamp")),
            "name": found["Name"],
            "status": found.get("Status", ""),
        }

    def delete(self, identifier: str, state: Properties) -> None:
        """DeregisterDelegatedAdministrator."""
        account, service = self.split(identifier)
        self._client.deregister_delegated_administrator(AccountId=account, ServicePrincipal=service)

    @property
    def _client(self) -> Any:
        return self.client("organizations")
