"""Requests for more of a service, as resources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from blocks.quota.known import region_of
from blocks.quota.requests import OpenRequest, Unreadable, open_request
from blocks.quota.subject import Subject
from blocks.quota.variables import WantedQuota
from blocks.wiring import Wiring

TYPE = "aws:servicequotas/serviceQuota:ServiceQuota"
BELOW_GRANTED = "RS315"
OPENED_ELSEWHERE = "RS316"
# A request is asked once: how AWS reports it later, also after it granted another value, is no drift.
_ASKED_ONCE = pulumi.ResourceOptions(ignore_changes=["value"])


def quota_requests(
    name: str,
    quotas: Mapping[str, WantedQuota | None],
    variable: str,
    home: str,
    wiring: Wiring,
    options: pulumi.ResourceOptions,
) -> dict[str, dict[str, Any]]:
    """Asks for each quota that is wanted and not granted yet. Returns what is requested, granted and pending, by key.

    The wanted value is part of the resource's name: another value is another request, and the old one is forgotten,
    which takes nothing back. What is asked is the larger of wanted and granted, because a quota only grows.
    """
    subject = Subject.of(quotas, variable, home)
    return {key: _requested(f"{name}-{key}", subject, key, wiring, options) for key in subject.quotas}


def _requested(
    prefix: str, subject: Subject, key: str, wiring: Wiring, options: pulumi.ResourceOptions
) -> dict[str, Any]:
    wanted = subject.quotas[key]
    region = region_of(wanted, subject.home)
    granted = _granted(wanted, region, wiring)
    pending = _pending(subject, key, granted, region, wiring)
    report = {
        "service_code": granted.service_code,
        "quota_code": granted.quota_code,
        "quota_name": granted.quota_name,
        "region": region,
        "requested": wanted.value,
        "granted": granted.value,
        "pending": pending.value if pending else None,
    }
    if wanted.value is None:
        return report
    name = f"{prefix}-{wanted.value:g}"
    ours = any(recorded.name == name for recorded in wiring.recorded.of_type(TYPE))
    if pending and not ours and wanted.value > granted.value:
        text = (
            f"a request for {pending.value:g} is open already ({pending.status}): nothing is asked until it is decided"
        )
        wiring.report(subject.problem(OPENED_ELSEWHERE, key, text, "value", severity="warning"))
        return report
    if not ours and wanted.value < granted.value:
        text = f"{wanted.value:g} is below {granted.value:g}, what AWS has granted already: a quota only grows"
        wiring.report(subject.problem(BELOW_GRANTED, key, text, "value", severity="warning"))
    aws.servicequotas.ServiceQuota(
        name,
        service_code=granted.service_code,
        quota_code=granted.quota_code,
        value=max(wanted.value, granted.value),
        region=region,
        opts=pulumi.ResourceOptions.merge(options, _ASKED_ONCE),
    )
    return report


def _granted(wanted: WantedQuota, region: str, wiring: Wiring) -> aws.servicequotas.GetServiceQuotaResult:
    """The quota as it holds for the account now: the applied value, else AWS's default."""
    options = pulumi.InvokeOptions(provider=wiring.provider)
    service = wanted.service_code
    if service is None:
        found = aws.servicequotas.get_service(service_name=wanted.service_name, region=region, opts=options)
        service = found.service_code
    by_code = wanted.quota_code is not None
    return aws.servicequotas.get_service_quota(
        service_code=service,
        quota_code=wanted.quota_code,
        quota_name=None if by_code else wanted.quota_name,
        region=region,
        opts=options,
    )


def _pending(
    subject: Subject, key: str, granted: aws.servicequotas.GetServiceQuotaResult, region: str, wiring: Wiring
) -> OpenRequest | None:
    try:
        return open_request(lambda: wiring.client("service-quotas", region), granted.service_code, granted.quota_code)
    except Unreadable as error:
        text = f"whether a request is open already could not be read: {error}"
        wiring.report(subject.problem(OPENED_ELSEWHERE, key, text, severity="warning"))
        return None
