"""Quotas as AWS tells them: the default, and what applies to the account."""

from __future__ import annotations

from typing import Any

from sandbox.provider.errors import code
from sandbox.provider.wire import Properties

_NONE = "NoSuchResourceException"


def default(client: Any, service: str, quota: str) -> dict[str, Any]:
    """GetAWSDefaultServiceQuota."""
    found: dict[str, Any] = client.get_aws_default_service_quota(ServiceCode=service, QuotaCode=quota)["Quota"]
    return found


def applied(client: Any, service: str, quota: str) -> dict[str, Any] | None:
    """GetServiceQuota; None when AWS has no value for the account."""
    try:
        found: dict[str, Any] = client.get_service_quota(ServiceCode=service, QuotaCode=quota)["Quota"]
    except Exception as error:
        if code(error) == _NONE:
            return None
        raise
    return found


def usage_metrics(quota: dict[str, Any]) -> list[Properties]:
    """The metric that tells how much of a quota is used, as a list of one or none."""
    metric = quota.get("UsageMetric")
    if not metric:
        return []
    found = metric.get("MetricDimensions", {})
    dimensions = {"class": "Class", "resource": "Resource", "service": "Service", "type": "Type"}
    return [
        {
            "metricName": metric.get("MetricName", ""),
            "metricNamespace": metric.get("MetricNamespace", ""),
            "metricStatisticRecommendation": metric.get("MetricStatisticRecommendation", ""),
            "metricDimensions": [
                {name: found.get(key, "") for name, key in dimensions.items()} if "Service" in found else {}
            ],
        }
    ]
