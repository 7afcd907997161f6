"""Member accounts: made asynchronously, moved and renamed in place, closed or let go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sandbox.provider.errors import ProviderError
from sandbox.provider.moments import rfc3339
from sandbox.provider.organizations import tagging
from sandbox.provider.organizations.parents import parent_of
from sandbox.provider.resource import Change, Resource
from sandbox.provider.tags import as_list
from sandbox.provider.waiting import until, until_true
from sandbox.provider.wire import Properties

_SECONDS_FOR_AN_ACCOUNT = 600.0
_GONE = frozenset({"SUSPENDED", "CLOSED"})


class Account(Resource):
    """``aws.organizations.Account``. A closed account counts as gone."""

    gone = ("AccountNotFoundException",)

    def create(self, inputs: Properties) -> str:
        """CreateAccount (or CreateGovCloudAccount), then DescribeCreateAccountStatus until it is decided."""
        request = {
            "AccountName": inputs["name"],
            "Email": inputs["email"],
            "IamUserAccessToBilling": inputs.get("iamUserAccessToBilling"),
            "RoleName": inputs.get("roleName"),
            "Tags": as_list(inputs.get("tagsAll", {})),
        }
        wanted = {key: value for key, value in request.items() if value}
        gov_cloud = inputs.get("createGovcloud")
        begin = self._client.create_gov_cloud_account if gov_cloud else self._client.create_account
        number = begin(**wanted)["CreateAccountStatus"]["Id"]
        status = until(lambda: self._decided(number), f"creation of account {inputs['name']}", _SECONDS_FOR_AN_ACCOUNT)
        if status["State"] != "SUCCEEDED":
            raise ProviderError(
                f"creating AWS Organizations Account ({inputs['name']}): {status.get('FailureReason', 'FAILED')}"
            )
        self._gov_cloud_id = status.get("GovCloudAccountId", "")
        return str(status["AccountId"])

    def complete(self, identifier: str, inputs: Properties) -> None:
        """MoveAccount, when it shall not stay where AWS puts it."""
        wanted = inputs.get("parentId")
        if wanted and (now := parent_of(self._client, identifier)) != wanted:
            self._client.move_account(AccountId=identifier, SourceParentId=now, DestinationParentId=wanted)

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """The account, its parent and tags."""
        found = self._client.describe_account(AccountId=identifier)["Account"]
        status = found.get("State") or found.get("Status", "")
        if status in _GONE:
            return None
        answer = {
            "arn": found["Arn"],
            "email": found["Email"],
            "name": found["Name"],
            "joinedMethod": found.get("JoinedMethod", ""),
            "joinedTimestamp": rfc3339(found.get("JoinedTimestamp")),
            "state": status,
            "status": found.get("Status", ""),
            "parentId": parent_of(self._client, identifier),
            "tagsAll": tagging.read(self._client, identifier),
        }
        if hasattr(self, "_gov_cloud_id"):
            answer["govcloudId"] = self._gov_cloud_id
        return answer

    def update(self, identifier: str, change: Change) -> None:
        """MoveAccount and PutAccountName."""
        if change.of("parentId"):
            self._client.move_account(
                AccountId=identifier,
                SourceParentId=change.old["parentId"],
                DestinationParentId=change.new["parentId"],
            )
        if change.of("name"):
            own = {} if identifier == self.aws.account_id else {"AccountId": identifier}
            self.client("account").put_account_name(AccountName=change.new["name"], **own)

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """TagResource and UntagResource."""
        tagging.write(self._client, identifier, setting, removing)

    def delete(self, identifier: str, state: Properties) -> None:
        """CloseAccount when the state says so, else RemoveAccountFromOrganization."""
        if not state.get("closeOnDeletion"):
            self._client.remove_account_from_organization(AccountId=identifier)
            return
        self._client.close_account(AccountId=identifier)
        until_true(lambda: self._closed(identifier), f"account {identifier} to be closed", _SECONDS_FOR_AN_ACCOUNT)

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """``<account id>`` or ``<account id>_<ALLOW|DENY>``."""
        account, separator, access = identifier.partition("_")
        if not separator:
            return account, {}
        if not account or not re.fullmatch("ALLOW|DENY", access):
            raise ProviderError(
                f"unexpected format of import id '{identifier}': expected <account id> or <account id>_<ALLOW|DENY>"
            )
        return account, {"iamUserAccessToBilling": access}

    def _decided(self, number: str) -> dict[str, Any] | None:
        status: dict[str, Any] = self._client.describe_create_account_status(CreateAccountRequestId=number)[
            "CreateAccountStatus"
        ]
        return None if status["State"] == "IN_PROGRESS" else status

    def _closed(self, identifier: str) -> bool:
        try:
            found = self._client.describe_account(AccountId=identifier)["Account"]
        except self._client.exceptions.AccountNotFoundException:
            return True
        return (found.get("State") or found.get("Status")) in _GONE

    @property
    def _client(self) -> Any:
        return self.client("organizations")
