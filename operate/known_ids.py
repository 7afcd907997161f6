"""Ids that follow from how a resource was asked for: by names that AWS keeps unique in an account or a region.

Formats: the real provider's import ids (terraform-provider-aws, the pages of each type).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from operate.aws import client

Inputs = Mapping[str, Any]


@dataclass(frozen=True)
class Owner:
    """The account that a provider works in, and its home region. The partition is that of the region's ARNs."""

    account_id: str
    region: str
    partition: str


def owner_of(provider: Inputs, environment: Mapping[str, str]) -> Owner:
    """The owner of what a provider makes, from its inputs in a state; AWS is asked where they do not name an account.

    ``environment`` has the credentials of `pulumi`, which the provider uses itself where it assumes no role.
    """
    roles = json.loads(provider.get("assumeRoles") or "[]")
    arn = roles[-1]["roleArn"] if roles else client("sts", environment).get_caller_identity()["Arn"]
    _, partition, _, _, account_id, _ = str(arn).split(":", 5)
    return Owner(account_id, str(provider.get("region") or "us-east-1"), partition)


def known_id(resource_type: str, inputs: Inputs, owner: Callable[[], Owner]) -> str | None:
    """The id that such a resource has if it exists; None for types whose ids AWS makes up."""
    name = _NAMES.get(resource_type)
    if name is not None:
        given = inputs.get(name)
        return str(given) if given else None
    made = _MADE.get(resource_type)
    return made(inputs, owner()) if made else None


def _budget(inputs: Inputs, owner: Owner) -> str:
    return f"{inputs.get('accountId') or owner.account_id}:{inputs.get('name')}"


def _trail(inputs: Inputs, owner: Owner) -> str:
    return f"{_regional('cloudtrail', inputs, owner)}:trail/{inputs.get('name')}"


def _topic(inputs: Inputs, owner: Owner) -> str:
    return f"{_regional('sns', inputs, owner)}:{inputs.get('name')}"


def _quota(inputs: Inputs, _: Owner) -> str:
    return f"{inputs.get('serviceCode')}/{inputs.get('quotaCode')}"


def _identity_provider(inputs: Inputs, owner: Owner) -> str:
    host = str(inputs.get("url")).removeprefix("https://")
    return f"arn:{owner.partition}:iam::{owner.account_id}:oidc-provider/{host}"


def _of_account(_: Inputs, owner: Owner) -> str:
    return owner.account_id


def _delegated_administrator(inputs: Inputs, _: Owner) -> str:
    return f"{inputs.get('accountId')}/{inputs.get('servicePrincipal')}"


def _regional(service: str, inputs: Inputs, owner: Owner) -> str:
    return f"arn:{owner.partition}:{service}:{inputs.get('region') or owner.region}:{owner.account_id}"


_NAMES: Mapping[str, str] = {
    "aws:accessanalyzer/analyzer:Analyzer": "analyzerName",
    "aws:cloudwatch/logGroup:LogGroup": "name",
    "aws:dynamodb/table:Table": "name",
    "aws:iam/accountAlias:AccountAlias": "accountAlias",
    "aws:iam/role:Role": "name",
    "aws:kms/alias:Alias": "name",
    "aws:s3/bucket:Bucket": "bucket",
    "aws:ssm/document:Document": "name",
}
"""Types whose id is the name that was asked for, and the input that holds it."""
_MADE: Mapping[str, Callable[[Inputs, Owner], str]] = {
    "aws:budgets/budget:Budget": _budget,
    "aws:cloudtrail/trail:Trail": _trail,
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": _identity_provider,
    "aws:organizations/delegatedAdministrator:DelegatedAdministrator": _delegated_administrator,
    "aws:securityhub/account:Account": _of_account,
    "aws:servicequotas/serviceQuota:ServiceQuota": _quota,
    "aws:sns/topic:Topic": _topic,
}
