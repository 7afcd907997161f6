"""Metric filters of log groups."""

from __future__ import annotations

from typing import Any

from sandbox.provider.errors import ProviderError
from sandbox.provider.paging import items
from sandbox.provider.resource import Change, Resource
from sandbox.provider.shapes import given
from sandbox.provider.wire import Properties


class LogMetricFilter(Resource):
    """``aws.cloudwatch.LogMetricFilter``: a creation overwrites a filter of that name."""

    gone = ("ResourceNotFoundException",)

    def create(self, inputs: Properties) -> str:
        """PutMetricFilter."""
        self._put(inputs["name"], inputs)
        return str(inputs["name"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """The filter of exactly that name in its log group."""
        group = state["logGroupName"]
        listed = items(
            self._client, "describe_metric_filters", "metricFilters", logGroupName=group, filterNamePrefix=identifier
        )
        found = next((item for item in listed if item["filterName"] == identifier), None)
        if found is None:
            return None
        return {
            "name": identifier,
            "logGroupName": group,
            "pattern": found.get("filterPattern", ""),
            "metricTransformation": _transformation(found["metricTransformations"][0]),
            "applyOnTransformedLogs": bool(found.get("applyOnTransformedLogs")),
        }

    def update(self, identifier: str, change: Change) -> None:
        """PutMetricFilter."""
        self._put(identifier, change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteMetricFilter."""
        self._client.delete_metric_filter(logGroupName=state["logGroupName"], filterName=identifier)

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """``<log group name>:<filter name>``."""
        group, separator, name = identifier.partition(":")
        if not separator or not group or not name:
            raise ProviderError(f"unexpected format for id '{identifier}': expected <log group name>:<filter name>")
        return name, {"logGroupName": group}

    def _put(self, name: str, properties: Properties) -> None:
        wanted = properties["metricTransformation"]
        default = wanted.get("defaultValue")
        transformation = {
            "metricName": wanted["name"],
            "metricNamespace": wanted["namespace"],
            "metricValue": wanted["value"],
            "unit": wanted.get("unit", "None"),
            **given(dimensions=wanted.get("dimensions"), defaultValue=float(default) if default else None),
        }
        self._client.put_metric_filter(
            logGroupName=properties["logGroupName"],
            filterName=name,
            filterPattern=properties["pattern"].strip(),
            metricTransformations=[transformation],
            **given(applyOnTransformedLogs=properties.get("applyOnTransformedLogs") or None),
        )

    @property
    def _client(self) -> Any:
        return self.client("logs")


def _transformation(found: dict[str, Any]) -> Properties:
    default = found.get("defaultValue")
    return {
        "name": found["metricName"],
        "namespace": found["metricNamespace"],
        "value": found["metricValue"],
        "unit": found.get("unit", "None"),
        **given(
            dimensions=found.get("dimensions"),
            defaultValue=None if default is None else f"{float(default):g}",
        ),
    }
