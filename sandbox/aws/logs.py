"""CloudWatch Logs: keys, classes and protection of log groups, and metric filters that are put again."""

from __future__ import annotations

import json
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.logs.exceptions import ResourceNotFoundException, ValidationException
from moto.logs.responses import LogsResponse as MotoLogsResponse

from sandbox.aws.parsing import parameters

_CLASS, _PROTECTED, _TRANSFORMED = "logGroupClass", "deletionProtectionEnabled", "applyOnTransformedLogs"


class LogsResponse(MotoLogsResponse):  # type: ignore[misc]
    """Moto's CloudWatch Logs with what AWS does beyond it."""

    def create_log_group(self) -> str:
        """CreateLogGroup: with its class, and protected where that is asked for."""
        answer, given = str(super().create_log_group()), parameters(self)
        kept = {_CLASS: given.get(_CLASS) or "STANDARD", _PROTECTED: bool(given.get(_PROTECTED))}
        self.logs_backend.groups[given["logGroupName"]].kept = kept
        return answer

    def describe_log_groups(self) -> str:
        """DescribeLogGroups."""
        answer: dict[str, Any] = json.loads(super().describe_log_groups())
        for shown in answer["logGroups"]:
            shown.update(getattr(self.logs_backend.groups[shown["logGroupName"]], "kept", {}))
        return json.dumps(answer)

    def put_log_group_deletion_protection(self) -> ActionResult:
        """PutLogGroupDeletionProtection."""
        group = vars(self._group())
        group["kept"] = {**group.get("kept", {}), _PROTECTED: parameters(self)[_PROTECTED]}
        return EmptyResult()

    def delete_log_group(self) -> str:
        """DeleteLogGroup, unless it is protected."""
        if getattr(self._group(), "kept", {}).get(_PROTECTED):
            raise ValidationException(
                "The log group is protected from deletion: disable its deletion protection first."
            )
        return str(super().delete_log_group())

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
        new = next(one for one in held if (one["filterName"], one["logGroupName"]) == place)
        new[_TRANSFORMED] = bool(given.get(_TRANSFORMED))
        return answer

    def describe_metric_filters(self) -> str:
        """DescribeMetricFilters: of a log group that there is, or of all."""
        name = parameters(self).get("logGroupName")
        if name and name not in self.logs_backend.groups:
            raise ResourceNotFoundException
        return str(super().describe_metric_filters())

    def _group(self) -> Any:
        given = parameters(self)
        asked = given.get("logGroupName") or given.get("resourceIdentifier") or given.get("logGroupIdentifier")
        name = str(asked).rpartition(":log-group:")[2].removesuffix(":*")
        if name not in self.logs_backend.groups:
            raise ResourceNotFoundException
        return self.logs_backend.groups[name]
