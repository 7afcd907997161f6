"""One quota, by code or by name."""

from __future__ import annotations

from typing import Any

from sandbox.provider.errors import ProviderError, code
from sandbox.provider.paging import items
from sandbox.provider.resource import Function
from sandbox.provider.servicequotas import quotas
from sandbox.provider.wire import Properties


class GetServiceQuota(Function):
    """``aws.servicequotas.get_service_quota``: the applied value where there is one, else the default."""

    def invoke(self, arguments: Properties) -> Properties:
        """The quota. Raises ProviderError when no quota has that code or name."""
        quota, name, service = arguments.get("quotaCode"), arguments.get("quotaName"), arguments["serviceCode"]
        if bool(quota) == bool(name):
            raise ProviderError("exactly one of 'quotaCode' and 'quotaName' must be given")
        client = self.client("service-quotas")
        basis = self._by_code(client, service, quota) if quota else self._by_name(client, service, str(name))
        found = quotas.applied(client, service, basis["QuotaCode"])
        if found and found.get("ErrorReason"):
            found = None
        shown = found or basis
        return {
            "id": basis["QuotaArn"],
            "arn": shown["QuotaArn"],
            "adjustable": basis.get("Adjustable", False),
            "defaultValue": basis["Value"],
            "globalQuota": basis.get("GlobalQuota", False),
            "quotaCode": basis["QuotaCode"],
            "quotaName": basis["QuotaName"],
            "region": self.region,
            "serviceCode": basis["ServiceCode"],
            "serviceName": basis.get("ServiceName", ""),
            "usageMetrics": quotas.usage_metrics(shown),
            "value": shown["Value"],
        }

    def _by_code(self, client: Any, service: str, quota: str) -> dict[str, Any]:
        try:
            return quotas.default(client, service, quota)
        except Exception as error:
            if code(error) == "NoSuchResourceException":
                raise ProviderError(f"reading Service Quotas Service Quota ({service}/{quota}): not found") from None
            raise

    def _by_name(self, client: Any, service: str, name: str) -> dict[str, Any]:
        listed = items(client, "list_aws_default_service_quotas", "Quotas", ServiceCode=service)
        for item in listed:
            if item["QuotaName"] == name:
                found: dict[str, Any] = item
                return found
        raise ProviderError(f"finding Service Quotas Service Quota ({service}) by name '{name}': not found")
