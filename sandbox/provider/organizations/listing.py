"""What Organizations lists, in the provider's shapes."""

from __future__ import annotations

from typing import Any

from sandbox.provider.moments import rfc3339
from sandbox.provider.paging import items
from sandbox.provider.wire import Properties


def accounts(client: Any) -> list[Properties]:
    """All accounts in the API's order, the management account included."""
    return [_account(item) for item in items(client, "list_accounts", "Accounts")]


def _account(item: dict[str, Any]) -> Properties:
    return {
        "arn": item["Arn"],
        "email": item["Email"],
        "id": item["Id"],
        "joinedMethod": item.get("JoinedMethod", ""),
        "joinedTimestamp": rfc3339(item.get("JoinedTimestamp")),
        "name": item["Name"],
        "state": item.get("State") or item.get("Status", ""),
        "status": item.get("Status", ""),
    }


def roots(client: Any) -> list[Properties]:
    """The roots (there is one) with their policy types."""
    return [
        {
            "arn": item["Arn"],
            "id": item["Id"],
            "name": item["Name"],
            "policyTypes": [{"status": kind["Status"], "type": kind["Type"]} for kind in item.get("PolicyTypes", ())],
        }
        for item in items(client, "list_roots", "Roots")
    ]


def enabled_policy_types(found: list[Properties]) -> list[str]:
    """The policy types that are enabled on the root."""
    return [kind["type"] for kind in found[0]["policyTypes"] if kind["status"] == "ENABLED"] if found else []


def service_principals(client: Any) -> list[str]:
    """The services that have trusted access."""
    listed = items(client, "list_aws_service_access_for_organization", "EnabledServicePrincipals")
    return [item["ServicePrincipal"] for item in listed]


def description(client: Any) -> Properties:
    """The organization itself: id, ARN, features, management account."""
    found = client.describe_organization()["Organization"]
    return {
        "id": found["Id"],
        "arn": found["Arn"],
        "featureSet": found["FeatureSet"],
        "masterAccountArn": found["MasterAccountArn"],
        "masterAccountEmail": found["MasterAccountEmail"],
        "masterAccountId": found["MasterAccountId"],
    }


def members(everyone: list[Properties], management_account: str) -> Properties:
    """The three properties that tell the accounts apart."""
    return {
        "accounts": everyone,
        "nonMasterAccounts": [item for item in everyone if item["id"] != management_account],
        "masterAccountName": next((item["name"] for item in everyone if item["id"] == management_account), ""),
    }
