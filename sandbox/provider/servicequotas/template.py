"""Quota increases that every new account of the organization gets."""

from __future__ import annotations

from typing import Any

from sandbox.provider.errors import ProviderError
from sandbox.provider.resource import Change, Resource
from sandbox.provider.wire import Properties


class Template(Resource):
    """``aws.servicequotas.Template``: ``region`` is only the old name of ``awsRegion`` here."""

    gone = ("NoSuchResourceException",)

    def create(self, inputs: Properties) -> str:
        """PutServiceQuotaIncreaseRequestIntoTemplate, which overwrites."""
        region = str(inputs.get("awsRegion") or inputs["region"])
        self._put(region, inputs["quotaCode"], inputs["serviceCode"], inputs["value"])
        return f"{region},{inputs['quotaCode']},{inputs['serviceCode']}"

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetServiceQuotaIncreaseRequestFromTemplate."""
        region, quota, service = _parts(identifier)
        answer = self._client.get_service_quota_increase_request_from_template(
            AwsRegion=region, QuotaCode=quota, ServiceCode=service
        )
        found = answer["ServiceQuotaIncreaseRequestInTemplate"]
        return {
            "awsRegion": region,
            "region": region,
            "quotaCode": quota,
            "serviceCode": service,
            "value": found["DesiredValue"],
            "globalQuota": found.get("GlobalQuota", False),
            "quotaName": found.get("QuotaName", ""),
            "serviceName": found.get("ServiceName", ""),
            "unit": found.get("Unit", ""),
        }

    def update(self, identifier: str, change: Change) -> None:
        """PutServiceQuotaIncreaseRequestIntoTemplate."""
        if change.of("value"):
            self._put(*_parts(identifier), change.new["value"])

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteServiceQuotaIncreaseRequestFromTemplate."""
        region, quota, service = _parts(identifier)
        self._client.delete_service_quota_increase_request_from_template(
            AwsRegion=region, QuotaCode=quota, ServiceCode=service
        )

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """``<region>,<quota code>,<service code>``."""
        _parts(identifier)
        return identifier, {}

    def _put(self, region: str, quota: str, service: str, value: float) -> None:
        self._client.put_service_quota_increase_request_into_template(
            AwsRegion=region, QuotaCode=quota, ServiceCode=service, DesiredValue=float(value)
        )

    @property
    def _client(self) -> Any:
        return self.client("service-quotas")


def _parts(identifier: str) -> tuple[str, str, str]:
    parts = identifier.split(",")
    if len(parts) != 3 or not all(parts):
        raise ProviderError(f"unexpected format for id '{identifier}': expected <region>,<quota code>,<service code>")
    return parts[0], parts[1], parts[2]
