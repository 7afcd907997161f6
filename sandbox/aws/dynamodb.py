"""DynamoDB: class, encryption and throughput of tables that are there already, and what is not simulated of them."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.dynamodb.exceptions import MockValidationException
from moto.dynamodb.responses import DynamoHandler
from moto.kms.models import kms_backends

from sandbox.aws.refusal import Refusal

_CLASSES = ("STANDARD", "STANDARD_INFREQUENT_ACCESS")
_STANDARD = _CLASSES[0]
_ELSEWHERE = {"ReplicaUpdates": "replicas of tables", "GlobalTableWitnessUpdates": "witnesses of global tables"}


class DynamoDbResponse(DynamoHandler):  # type: ignore[misc]
    """Moto's DynamoDB with what AWS does beyond it."""

    def create_table(self) -> ActionResult:
        """CreateTable with its class and its limits of throughput."""
        self._check()
        answer = super().create_table()
        self._keep()
        return self._complete(answer, "TableDescription")

    def update_table(self) -> ActionResult:
        """UpdateTable: class, encryption and limits of throughput, too."""
        self._check()
        answer = super().update_table()
        table = self._keep()
        if wanted := self.body.get("SSESpecification"):
            table.sse_specification = self._encryption(table, wanted)
            answer.result["TableDescription"].pop("SSEDescription", None)
            answer.result["TableDescription"].update(table.describe()["TableDescription"])
        return self._complete(answer, "TableDescription")

    def describe_table(self) -> ActionResult:
        """DescribeTable."""
        return self._complete(super().describe_table(), "Table")

    def _check(self) -> None:
        wanted = self.body.get("TableClass", _STANDARD)
        if wanted not in _CLASSES:
            message = (
                f"1 validation error detected: Value '{wanted}' at 'tableClass' failed to satisfy constraint: "
                f"Member must satisfy enum value set: [{', '.join(_CLASSES)}]"
            )
            raise MockValidationException(message)
        for member, what in _ELSEWHERE.items():
            if self.body.get(member):
                raise Refusal("NotImplemented", f"The sandbox does not simulate {what}.", 501)

    def _keep(self) -> Any:
        table: Any = self.dynamodb_backend.get_table(self.body["TableName"])
        for member in ("TableClass", "OnDemandThroughput"):
            if self.body.get(member):
                vars(table)[member] = self.body[member]
        return table

    def _complete(self, answer: Any, member: str) -> ActionResult:
        shown = answer.result[member]
        table = vars(self.dynamodb_backend.get_table(self.body["TableName"]))
        if "TableClass" in table:
            shown["TableClassSummary"] = {"TableClass": table["TableClass"]}
        if "OnDemandThroughput" in table and shown["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST":
            shown["OnDemandThroughput"] = table["OnDemandThroughput"]
        result: ActionResult = answer
        return result

    def _encryption(self, table: Any, wanted: dict[str, Any]) -> dict[str, Any] | None:
        """None is a key that AWS owns; otherwise the table names the key's ARN, however it was asked for."""
        if not wanted.get("Enabled"):
            return None
        default = table._get_default_encryption_key(self.current_account, self.region)
        asked = wanted.get("KMSMasterKeyId") or default
        keys = kms_backends[self.current_account][self.region]
        return {"Enabled": True, "KMSMasterKeyId": keys.describe_key(asked).arn}
