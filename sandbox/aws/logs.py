"""CloudWatch Logs: keys of log groups, and metric filters that are put again."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.responses import LogsResponse as MotoLogsResponse

from sandbox.aws.parsing import parameters


class LogsResponse(MotoLogsResponse):  # type: ignore[misc]
    """Moto's CloudWatch Logs with what AWS does beyond it."""

    def associate_kms_key(self) -> ActionResult:
        """AssociateKmsKey."""
        self._group().kms_key_id = parameters(self)["kmsKeyId"]
        return EmptyResult()

    def disassociate_kms_key(self) -> ActionResult:
        """DisassociateKmsKey."""
        self._group().kms_key_id = None
        return EmptyResult()

    def put_metric_filter(self) -> str:
        """PutMetricFilter: in the place of one of that name in the log group. Moto keeps both."""
        given = parameters(self)
        if given["logGroupName"] not in self.logs_backend.groups:
            raise ResourceNotFoundException
        held = self.logs_backend.filters.metric_filters
        place = given["filterName"], given["logGroupName"]
        old = [one for one in held if (one["filterName"], one["logGroupName"]) == place]
        answer = str(super().put_metric_filter())
        held[:] = [one for one in held if not any(one is replaced for replaced in old)]
        return answer

    def _group(self) -> Any:
        given = parameters(self)
        name = given.get("logGroupName") or str(given.get("resourceIdentifier", "")).rpartition(":log-group:")[2]
        if name not in self.logs_backend.groups:
            raise ResourceNotFoundException
        return self.logs_backend.groups[name]
