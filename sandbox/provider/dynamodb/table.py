"""Tables of DynamoDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.provider.difference import Difference
from sandbox.provider.dynamodb import answer, creation, suppression, updating, validation
from sandbox.provider.dynamodb.states import wait_until_active, wait_until_gone
from sandbox.provider.errors import code
from sandbox.provider.paging import items
from sandbox.provider.resource import Change, Resource
from sandbox.provider.tags import as_list, as_map
from sandbox.provider.wire import Properties

_DEFAULT_KEY = "alias/aws/dynamodb"
_NO_BACKUPS = ("UnknownOperationException", "TableNotFoundException", "ContinuousBackupsUnavailableException")


class Table(Resource):
    """``aws.dynamodb.Table``."""

    gone = ("ResourceNotFoundException",)

    def create(self, inputs: Properties) -> str:
        """CreateTable, or one of the calls that restore or import a table."""
        return creation.begin(self._client, inputs)

    def complete(self, identifier: str, inputs: Properties) -> None:
        """Waits until it is active, then what CreateTable does not take."""
        wait_until_active(self._client, identifier)
        updating.expire(self._client, identifier, inputs.get("ttl"))
        if (inputs.get("pointInTimeRecovery") or {}).get("enabled"):
            updating.back_up(self._client, identifier, inputs["pointInTimeRecovery"])
        updating.replicate(self._client, identifier, [], inputs.get("replicas") or [])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeTable, its backups, time to live and tags."""
        table = self._client.describe_table(TableName=identifier)["Table"]
        if table["TableStatus"] == "DELETING":
            return None
        found = answer.properties(table, state, self._default_key() if table.get("SSEDescription") else "")
        found["pointInTimeRecovery"] = self._backups(identifier)
        found["ttl"] = answer.time_to_live(self._client.describe_time_to_live(TableName=identifier))
        found["tagsAll"] = as_map(
            list(items(self._client, "list_tags_of_resource", "Tags", ResourceArn=table["TableArn"]))
        )
        return found

    def update(self, identifier: str, change: Change) -> None:
        """One UpdateTable at a time, each waited for."""
        updating.update(self._client, identifier, change)

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """UntagResource and TagResource."""
        arn = self._arn(identifier)
        if removing:
            self._client.untag_resource(ResourceArn=arn, TagKeys=removing)
        if setting:
            self._client.tag_resource(ResourceArn=arn, Tags=as_list(setting))

    def delete(self, identifier: str, state: Properties) -> None:
        """Removes the replicas, then DeleteTable, and waits."""
        updating.replicate(self._client, identifier, state.get("replicas") or [], [])
        self._client.delete_table(TableName=identifier)
        wait_until_gone(self._client, identifier)

    @classmethod
    def problems(cls, inputs: Properties) -> Iterator[tuple[str, str]]:
        """Attributes and indexes must fit; streams need a view."""
        yield from validation.problems(inputs)

    def replaces(self, difference: Difference, state: Properties) -> bool:
        """Another source of restoration replaces, lower warm throughput too."""
        return suppression.replaces(difference)

    def suppresses(self, difference: Difference, state: Properties, inputs: Properties) -> bool:
        """Spellings of the same thing."""
        return suppression.suppresses(difference, state, inputs)

    def unknown_after(self, change: Change) -> tuple[str, ...]:
        """Another stream has another ARN."""
        return ("streamArn", "streamLabel") if change.of("streamEnabled", "streamViewType") else ()

    def _backups(self, identifier: str) -> Properties | None:
        try:
            found = self._client.describe_continuous_backups(TableName=identifier)
        except Exception as error:
            if code(error) in _NO_BACKUPS:
                return None
            raise
        return answer.backups(found["ContinuousBackupsDescription"])

    def _default_key(self) -> str:
        try:
            return str(self.client("kms").describe_key(KeyId=_DEFAULT_KEY)["KeyMetadata"]["Arn"])
        except Exception as error:
            if code(error) == "NotFoundException":
                return ""
            raise

    def _arn(self, name: str) -> str:
        return f"arn:{self.aws.partition}:dynamodb:{self.region}:{self.aws.account_id}:table/{name}"

    @property
    def _client(self) -> Any:
        return self.client("dynamodb")
