"""Finds in AWS what a broken run created and did not record: by what AWS keeps unique."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from operate.aws import client
from operate.known_ids import known_id, owner_of

Inputs = Mapping[str, Any]
_PAUSE = 2.0
_LOOKS = 150


def id_in_aws(resource: Mapping[str, Any], provider: Inputs, environment: Mapping[str, str]) -> str | None:
    """The id under which a resource of a state would exist: from its name, or else by asking AWS."""
    kind, inputs = resource["type"], resource.get("inputs") or {}
    return known_id(kind, inputs, lambda: owner_of(provider, environment)) or existing_id(kind, inputs, environment)


def existing_id(resource_type: str, inputs: Inputs, environment: Mapping[str, str]) -> str | None:
    """The id under which such a resource exists already; None where it does not, or cannot be told apart."""
    service, find = _FINDERS.get(resource_type, ("", None))
    return find(client(service, environment, inputs.get("region")), inputs) if find else None


def _organization(organizations: Any, _: Inputs) -> str | None:
    try:
        return str(organizations.describe_organization()["Organization"]["Id"])
    except organizations.exceptions.AWSOrganizationsNotInUseException:
        return None


def _account(organizations: Any, inputs: Inputs) -> str | None:
    """An e-mail belongs to one account for ever. One that is still being made is waited for: AWS takes minutes."""
    email = str(inputs.get("email", "")).lower()
    for _ in range(_LOOKS):
        under_way = _listed(
            organizations, "list_create_account_status", "CreateAccountStatuses", States=["IN_PROGRESS"]
        )
        expected = any(one["AccountName"] == inputs.get("name") for one in under_way)
        accounts = _listed(organizations, "list_accounts", "Accounts")
        found = next((str(one["Id"]) for one in accounts if one.get("Email", "").lower() == email), None)
        if found or not expected:
            return found
        time.sleep(_PAUSE)
    return None


def _unit(organizations: Any, inputs: Inputs) -> str | None:
    """Two units under one parent cannot have the same name."""
    parent = {"ParentId": inputs.get("parentId")}
    units = _listed(organizations, "list_organizational_units_for_parent", "OrganizationalUnits", **parent)
    return next((one["Id"] for one in units if one["Name"] == inputs.get("name")), None)


def _policy(organizations: Any, inputs: Inputs) -> str | None:
    """Two policies of a type cannot have the same name."""
    kind = {"Filter": inputs.get("type") or "SERVICE_CONTROL_POLICY"}
    policies = _listed(organizations, "list_policies", "Policies", **kind)
    return next((one["Id"] for one in policies if one["Name"] == inputs.get("name")), None)


def _attachment(organizations: Any, inputs: Inputs) -> str | None:
    policy = {"PolicyId": inputs.get("policyId")}
    targets = _listed(organizations, "list_targets_for_policy", "Targets", **policy)
    target = inputs.get("targetId")
    return f"{target}:{inputs.get('policyId')}" if any(one["TargetId"] == target for one in targets) else None


def _key(kms: Any, inputs: Inputs) -> str | None:
    """Nothing of a key is unique; but only one whose creation was not recorded has no alias beside our description."""
    for one in _listed(kms, "list_keys", "Keys"):
        told = kms.describe_key(KeyId=one["KeyId"])["KeyMetadata"]
        alike = told["KeyState"] == "Enabled" and told.get("Description") == inputs.get("description")
        if alike and not any(_listed(kms, "list_aliases", "Aliases", KeyId=one["KeyId"])):
            return str(one["KeyId"])
    return None


def _listed(service: Any, call: str, key: str, **arguments: Any) -> Iterator[dict[str, Any]]:
    for page in service.get_paginator(call).paginate(**arguments):
        yield from page[key]


_FINDERS: Mapping[str, tuple[str, Callable[[Any, Inputs], str | None]]] = {
    "aws:kms/key:Key": ("kms", _key),
    "aws:organizations/organization:Organization": ("organizations", _organization),
    "aws:organizations/account:Account": ("organizations", _account),
    "aws:organizations/organizationalUnit:OrganizationalUnit": ("organizations", _unit),
    "aws:organizations/policy:Policy": ("organizations", _policy),
    "aws:organizations/policyAttachment:PolicyAttachment": ("organizations", _attachment),
}
