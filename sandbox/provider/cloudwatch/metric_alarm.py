"""Alarms on metrics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.tags import as_list, as_map
from sandbox.provider.wire import Properties

_FIELDS = {
    "actionsEnabled": "ActionsEnabled",
    "alarmActions": "AlarmActions",
    "alarmDescription": "AlarmDescription",
    "comparisonOperator": "ComparisonOperator",
    "datapointsToAlarm": "DatapointsToAlarm",
    "evaluateLowSampleCountPercentiles": "EvaluateLowSampleCountPercentile",
    "evaluationPeriods": "EvaluationPeriods",
    "extendedStatistic": "ExtendedStatistic",
    "insufficientDataActions": "InsufficientDataActions",
    "metricName": "MetricName",
    "namespace": "Namespace",
    "okActions": "OKActions",
    "period": "Period",
    "statistic": "Statistic",
    "threshold": "Threshold",
    "thresholdMetricId": "ThresholdMetricId",
    "treatMissingData": "TreatMissingData",
    "unit": "Unit",
}
_PROMQL = ("evaluationCriteria", "evaluationInterval", "evaluationWindow", "warmUpConfiguration")


class MetricAlarm(Resource):
    """``aws.cloudwatch.MetricAlarm``: a creation overwrites an alarm of that name."""

    gone = ("ResourceNotFound", "ResourceNotFoundException")

    def create(self, inputs: Properties) -> str:
        """PutMetricAlarm with its tags."""
        self._put(inputs["name"], inputs, as_list(inputs.get("tagsAll", {})))
        return str(inputs["name"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """DescribeAlarms and the tags."""
        found = self._client.describe_alarms(AlarmNames=[identifier], AlarmTypes=["MetricAlarm"])["MetricAlarms"]
        if not found:
            return None
        alarm = found[0]
        queries = [_query_answered(item) for item in alarm.get("Metrics", ())]
        return {
            **{name: alarm.get(theirs) for name, theirs in _FIELDS.items()},
            "name": identifier,
            "arn": alarm["AlarmArn"],
            "dimensions": as_map(alarm.get("Dimensions", []), "Name"),
            "metricQueries": queries or state.get("metricQueries"),
            "treatMissingData": alarm.get("TreatMissingData") or "missing",
            "tagsAll": as_map(self._client.list_tags_for_resource(ResourceARN=alarm["AlarmArn"]).get("Tags", [])),
        }

    def update(self, identifier: str, change: Change) -> None:
        """PutMetricAlarm with the whole of it."""
        self._put(identifier, change.new, [])

    def retag(self, identifier: str, state: Properties, setting: Mapping[str, str], removing: list[str]) -> None:
        """UntagResource and TagResource."""
        if removing:
            self._client.untag_resource(ResourceARN=state["arn"], TagKeys=removing)
        if setting:
            self._client.tag_resource(ResourceARN=state["arn"], Tags=as_list(setting))

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteAlarms."""
        self._client.delete_alarms(AlarmNames=[identifier])

    @classmethod
    def problems(cls, inputs: Properties) -> Iterator[tuple[str, str]]:
        """What a classic alarm needs; PromQL alarms are not simulated."""
        yield from ((name, f"'{name}' is not simulated") for name in _PROMQL if name in inputs)
        if "evaluationCriteria" in inputs:
            return
        for name in ("comparisonOperator", "evaluationPeriods"):
            if name not in inputs:
                yield "", f"Missing required property '{name}'"
        if "metricName" in inputs and not ("statistic" in inputs or "extendedStatistic" in inputs):
            yield "", "one of 'statistic', 'extendedStatistic' must be given for a 'metricName'"

    def _put(self, name: str, properties: Properties, tags: list[dict[str, str]]) -> None:
        fields = {theirs: properties.get(ours) for ours, theirs in _FIELDS.items()}
        threshold = None if properties.get("thresholdMetricId") else float(properties.get("threshold") or 0)
        self._client.put_metric_alarm(
            AlarmName=name,
            **given(**{
                **fields,
                "Threshold": threshold,
                "Dimensions": as_list(properties.get("dimensions") or {}, "Name"),
                "Metrics": [_query_request(item) for item in properties.get("metricQueries") or ()],
                "Tags": tags,
            }),
        )  # fmt: skip

    @property
    def _client(self) -> Any:
        return self.client("cloudwatch")


def _query_request(item: Properties) -> dict[str, Any]:
    metric = item.get("metric")
    stat = metric and given(
        Metric=given(
            MetricName=metric["metricName"],
            Namespace=metric.get("namespace"),
            Dimensions=as_list(metric.get("dimensions") or {}, "Name"),
        ),
        Period=metric["period"],
        Stat=metric["stat"],
        Unit=metric.get("unit"),
    )
    return {
        "ReturnData": bool(item.get("returnData")),
        **given(
            Id=item["id"],
            AccountId=item.get("accountId"),
            Expression=item.get("expression"),
            Label=item.get("label"),
            Period=item.get("period"),
            MetricStat=stat,
        ),
    }


def _query_answered(item: dict[str, Any]) -> Properties:
    stat = item.get("MetricStat")
    metric = stat and given(
        metricName=stat["Metric"].get("MetricName"),
        namespace=stat["Metric"].get("Namespace"),
        dimensions=as_map(stat["Metric"].get("Dimensions", []), "Name"),
        period=stat["Period"],
        stat=stat["Stat"],
        unit=stat.get("Unit"),
    )
    return {
        "returnData": item.get("ReturnData", False),
        **given(
            id=item["Id"],
            accountId=item.get("AccountId"),
            expression=item.get("Expression"),
            label=item.get("Label"),
            period=item.get("Period"),
            metric=metric,
        ),
    }
