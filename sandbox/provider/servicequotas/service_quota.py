"""Requests to increase a quota."""

from __future__ import annotations

from typing import Any

from sandbox.provider.errors import ProviderError, code
from sandbox.provider.resource import Change, Resource
from sandbox.provider.servicequotas import quotas
from sandbox.provider.wire import Properties

_OPEN = ("PENDING", "CASE_OPENED")
_DECIDED = ("APPROVED", "CASE_CLOSED", "DENIED")


class ServiceQuota(Resource):
    """``aws.servicequotas.ServiceQuota``: asks and does not wait; a deletion takes nothing back."""

    def create(self, inputs: Properties) -> str:
        """RequestServiceQuotaIncrease when more is wanted than there is; less is an error."""
        service, quota, wanted = inputs["serviceCode"], inputs["quotaCode"], inputs["value"]
        basis = quotas.default(self._client, service, quota)
        found = quotas.applied(self._client, service, quota) or basis
        if wanted < found["Value"]:
            raise ProviderError(
                f"requesting Service Quotas Service Quota ({service}/{quota}) with value less than current"
            )
        if wanted > found["Value"]:
            self._request = self._ask(service, quota, wanted)
        return f"{service}/{quota}"

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """The applied value, else the default's, else what an open request asks for."""
        service, quota = _parts(identifier)
        try:
            basis = quotas.default(self._client, service, quota)
        except Exception as error:
            if code(error) == "NoSuchResourceException":
                return None
            raise
        # The request first: granted in between, it would be neither open nor applied.
        request, status, desired = self._open_request(getattr(self, "_request", "") or state.get("requestId", ""))
        found = quotas.applied(self._client, service, quota)
        if found and found.get("ErrorReason"):
            reason = found["ErrorReason"]
            raise ProviderError(f"{reason.get('ErrorCode')}: {reason.get('ErrorMessage')}")
        shown = found or basis
        return {
            "serviceCode": service,
            "quotaCode": quota,
            "quotaName": basis.get("QuotaName", ""),
            "serviceName": basis.get("ServiceName", ""),
            "adjustable": basis.get("Adjustable", False),
            "arn": shown.get("QuotaArn", ""),
            "defaultValue": basis["Value"],
            "value": desired if status in _OPEN else shown["Value"],
            "usageMetrics": quotas.usage_metrics(shown),
            "requestId": request,
            "requestStatus": status,
        }

    def update(self, identifier: str, change: Change) -> Properties | None:
        """RequestServiceQuotaIncrease, unconditionally; while another request is open, that is only believed."""
        service, quota = _parts(identifier)
        try:
            self._request = self._ask(service, quota, change.new["value"])
        except Exception as error:
            if code(error) != "ResourceAlreadyExistsException":
                raise
            return {**change.old, "value": change.new["value"]}
        return None

    def adopt(self, identifier: str) -> tuple[str, Properties]:
        """``<service code>/<quota code>``."""
        _parts(identifier)
        return identifier, {}

    def _ask(self, service: str, quota: str, value: float) -> str:
        answer = self._client.request_service_quota_increase(
            ServiceCode=service, QuotaCode=quota, DesiredValue=float(value)
        )
        return str(answer["RequestedQuota"]["Id"])

    def _open_request(self, request: str) -> tuple[str, str, float]:
        """Id, status and value of a request; the id is forgotten once AWS has decided."""
        if not request:
            return "", "", 0.0
        try:
            found = self._client.get_requested_service_quota_change(RequestId=request)["RequestedQuota"]
        except Exception as error:
            if code(error) == "NoSuchResourceException":
                return "", "", 0.0
            raise
        status = found["Status"]
        return ("" if status in _DECIDED else request), status, found["DesiredValue"]

    @property
    def _client(self) -> Any:
        return self.client("service-quotas")


def _parts(identifier: str) -> tuple[str, str]:
    service, separator, quota = identifier.partition("/")
    if not separator or not service or not quota:
        raise ProviderError(f"unexpected format for id '{identifier}': expected <service code>/<quota code>")
    return service, quota
