"""What Service Quotas answers."""

from __future__ import annotations

import json
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.servicequotas.responses import ServiceQuotasResponse as MotoServiceQuotasResponse

from sandbox.aws import credentials
from sandbox.aws.holding import PerAccount
from sandbox.aws.parsing import parameters
from sandbox.aws.servicequotas.catalog import GLOBAL_REGION, SERVICES, Quota, quotas
from sandbox.aws.servicequotas.increases import INCREASES, Increase, Increases, QuotaError, describe, no_such_resource

_templates: PerAccount[dict[tuple[str, str, str], float]] = PerAccount(dict)
_associated: PerAccount[set[str]] = PerAccount(set)


class ServiceQuotasResponse(MotoServiceQuotasResponse):  # type: ignore[misc]
    """Quotas with AWS's defaults, and requests for more that take their time."""

    def list_services(self) -> ActionResult:
        """ListServices."""
        services = [{"ServiceCode": code, "ServiceName": name} for code, name in sorted(SERVICES.items())]
        return self._page("Services", services)

    def list_aws_default_service_quotas(self) -> ActionResult:
        """ListAWSDefaultServiceQuotas."""
        return self._page("Quotas", [self._describe(quota) for quota in self._of_service()])

    def list_service_quotas(self) -> ActionResult:
        """ListServiceQuotas."""
        return self._page("Quotas", [self._describe(quota, self._mine.value(quota)) for quota in self._of_service()])

    def get_aws_default_service_quota(self) -> ActionResult:
        """GetAWSDefaultServiceQuota."""
        return ActionResult({"Quota": self._describe(self._quota())})

    def get_service_quota(self) -> ActionResult:
        """GetServiceQuota."""
        quota = self._quota()
        return ActionResult({"Quota": self._describe(quota, self._mine.value(quota))})

    def request_service_quota_increase(self) -> ActionResult:
        """RequestServiceQuotaIncrease."""
        quota, caller = self._quota(), credentials.caller(self.get_access_key())
        desired = float(self._parameters["DesiredValue"])
        if not 0 <= desired <= 1e10:
            raise QuotaError("IllegalArgumentException", "The desired value must be between 0 and 10000000000.")
        requester = json.dumps({"accountId": caller.account_id, "callerArn": caller.arn})
        return ActionResult({"RequestedQuota": self._show(self._mine.ask(quota, desired, requester))})

    def get_requested_service_quota_change(self) -> ActionResult:
        """GetRequestedServiceQuotaChange."""
        return ActionResult({"RequestedQuota": self._show(self._mine.find(self._parameters["RequestId"]))})

    def list_requested_service_quota_change_history(self) -> ActionResult:
        """ListRequestedServiceQuotaChangeHistory."""
        wanted = {key: self._parameters.get(key) for key in ("ServiceCode", "QuotaCode", "Status")}
        shown = [self._show(increase) for increase in self._mine.requests]
        found = [one for one in shown if all(value in (None, one[key]) for key, value in wanted.items())]
        return self._page("RequestedQuotas", found)

    def list_requested_service_quota_change_history_by_quota(self) -> ActionResult:
        """ListRequestedServiceQuotaChangeHistoryByQuota."""
        return self.list_requested_service_quota_change_history()

    def put_service_quota_increase_request_into_template(self) -> ActionResult:
        """PutServiceQuotaIncreaseRequestIntoTemplate."""
        key = self._template_key()
        self._template[key] = float(self._parameters["DesiredValue"])
        return ActionResult({"ServiceQuotaIncreaseRequestInTemplate": self._in_template(key)})

    def get_service_quota_increase_request_from_template(self) -> ActionResult:
        """GetServiceQuotaIncreaseRequestFromTemplate."""
        key = self._template_key()
        if key not in self._template:
            raise no_such_resource()
        return ActionResult({"ServiceQuotaIncreaseRequestInTemplate": self._in_template(key)})

    def list_service_quota_increase_requests_in_template(self) -> ActionResult:
        """ListServiceQuotaIncreaseRequestsInTemplate."""
        found = [self._in_template(key) for key in self._template]
        return self._page("ServiceQuotaIncreaseRequestInTemplateList", found)

    def delete_service_quota_increase_request_from_template(self) -> ActionResult:
        """DeleteServiceQuotaIncreaseRequestFromTemplate."""
        if self._template.pop(self._template_key(), None) is None:
            raise no_such_resource()
        return EmptyResult()

    def associate_service_quota_template(self) -> ActionResult:
        """AssociateServiceQuotaTemplate."""
        _associated.of(self.current_account).add("ASSOCIATED")
        return EmptyResult()

    def disassociate_service_quota_template(self) -> ActionResult:
        """DisassociateServiceQuotaTemplate."""
        _associated.of(self.current_account).clear()
        return EmptyResult()

    def get_association_for_service_quota_template(self) -> ActionResult:
        """GetAssociationForServiceQuotaTemplate."""
        status = "ASSOCIATED" if _associated.of(self.current_account) else "DISASSOCIATED"
        return ActionResult({"ServiceQuotaTemplateAssociationStatus": status})

    @property
    def _parameters(self) -> dict[str, Any]:
        return parameters(self)

    @property
    def _mine(self) -> Increases:
        return INCREASES.of(self.current_account, self.region)

    @property
    def _template(self) -> dict[tuple[str, str, str], float]:
        return _templates.of(self.current_account)

    def _quota(self) -> Quota:
        quota = quotas().get((self._parameters["ServiceCode"], self._parameters["QuotaCode"]))
        if quota is None or (quota.everywhere and self.region != GLOBAL_REGION):
            raise no_such_resource()
        return quota

    def _of_service(self) -> list[Quota]:
        service = self._parameters["ServiceCode"]
        if service not in SERVICES:
            raise no_such_resource()
        here = self.region == GLOBAL_REGION
        return [quota for (code, _), quota in quotas().items() if code == service and (here or not quota.everywhere)]

    def _describe(self, quota: Quota, value: float | None = None) -> dict[str, object]:
        return quota.describe(self.current_account, self.region, value)

    def _show(self, increase: Increase) -> dict[str, Any]:
        return describe(increase, self.current_account, self.region)

    def _template_key(self) -> tuple[str, str, str]:
        given = self._parameters
        if (given["ServiceCode"], given["QuotaCode"]) not in quotas():
            raise no_such_resource()
        return given["ServiceCode"], given["QuotaCode"], given["AwsRegion"]

    def _in_template(self, key: tuple[str, str, str]) -> dict[str, Any]:
        quota = quotas()[key[:2]]
        return {
            "ServiceCode": quota.service,
            "ServiceName": SERVICES[quota.service],
            "QuotaCode": quota.code,
            "QuotaName": quota.name,
            "DesiredValue": self._template[key],
            "AwsRegion": key[2],
            "Unit": "None",
            "GlobalQuota": quota.everywhere,
        }

    def _page(self, key: str, everything: list[Any]) -> ActionResult:
        size, start = int(self._parameters.get("MaxResults") or 100), int(self._parameters.get("NextToken") or 0)
        result: dict[str, Any] = {key: everything[start : start + size]}
        if start + size < len(everything):
            result["NextToken"] = str(start + size)
        return ActionResult(result)
