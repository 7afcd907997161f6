"""Budgets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.provider.budgets import notifications
from sandbox.provider.budgets.conversion import properties_of, request
from sandbox.provider.errors import ProviderError
from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.tags import as_list, as_map
from sandbox.provider.unique import name_from, prefix_of
from sandbox.provider.wire import Properties


class Budget(Resource):
    """``aws.budgets.Budget``."""

    gone = ("NotFoundException",)

    def create(self, inputs: Properties) -> str:
        """CreateBudget with its tags."""
        account = str(inputs.get("accountId") or self.aws.account_id)
        name = name_from(inputs.get("name"), inputs.get("namePrefix"))
        self._client.create_budget(
            AccountId=account, Budget=request(name, inputs), **given(ResourceTags=as_list(inputs.get("tagsAll", {})))
        )
        return f"{account}:{name}"

    def complete(self, identifier: str, inputs: Properties) -> None:
        """CreateNotification for each."""
        account, name = _parts(identifier)
        notifications.change(self._client, account, name, [], inputs.get("notifications") or [])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeBudget, its notifications and tags."""
        account, name = _parts(identifier)
        budget = self._client.describe_budget(AccountId=account, BudgetName=name, ShowFilterExpression=True)["Budget"]
        arn = f"arn:{self.aws.partition}:budgets::{account}:budget/{name}"
        return {
            **properties_of(budget, state),
            "accountId": account,
            "name": name,
            "namePrefix": prefix_of(name),
            "arn": arn,
            "notifications": notifications.read(self._client, account, name) or state.get("notifications"),
            "tagsAll": as_map(self._client.list_tags_for_resource(ResourceARN=arn).get("ResourceTags", [])),
        }

    def update(self, identifier: str, change: Change) -> Properties | None:
        """UpdateBudget with the whole budget, then notifications."""
        account, name = _parts(identifier)
        self._client.update_budget(AccountId=account, NewBudget=request(name, change.new))
        if change.of("notifications"):
            old, new = change.old.get("notifications") or [], change.new.get("notifications") or []
            notifications.change(self._client, account, name, old, new)
        # A budget without notifications is read with those of the state: they must be the new ones.
        return self.read(identifier, {**change.old, **change.new, "notifications": change.new.get("notifications")})

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """TagResource and UntagResource."""
        if removing:
            self._client.untag_resource(ResourceARN=state["arn"], ResourceTagKeys=removing)
        if setting:
            self._client.tag_resource(ResourceARN=state["arn"], ResourceTags=as_list(setting))

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteBudget."""
        account, name = _parts(identifier)
        self._client.delete_budget(AccountId=account, BudgetName=name)

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """``<account id>:<budget name>``."""
        _parts(identifier)
        return identifier, {}

    @property
    def _client(self) -> Any:
        return self.client("budgets")


def _parts(identifier: str) -> tuple[str, str]:
    parts = identifier.split(":")
    if len(parts) != 2 or not all(parts):
        raise ProviderError(f"unexpected format for id '{identifier}': expected <account id>:<budget name>")
    return parts[0], parts[1]
