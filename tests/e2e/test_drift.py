"""What is changed behind the program's back is found by a refresh and repaired by the next run."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.e2e.organization import Organization

pytestmark = pytest.mark.e2e

ALLOW_ALL = json.dumps({"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "ec2:*", "Resource": "*"}})


def _unit(client: Any, name: str) -> str:
    root = client.list_roots()["Roots"][0]["Id"]
    units = client.list_organizational_units_for_parent(ParentId=root)["OrganizationalUnits"]
    return next(str(unit["Id"]) for unit in units if unit["Name"] == name)


def _policy(client: Any, name: str) -> str:
    policies = client.list_policies(Filter="SERVICE_CONTROL_POLICY")["Policies"]
    return next(str(policy["Id"]) for policy in policies if policy["Name"] == name)


def test_a_renamed_unit_is_one_difference_and_gets_its_name_back(organization: Organization) -> None:
    client = organization.client("organizations")
    unit = _unit(client, "plat")
    client.update_organizational_unit(OrganizationalUnitId=unit, Name="platform")
    assert organization.changes("core-root", "refresh", "--yes", "--skip-preview") == {"updated": 1}
    assert organization.changes("core-root", "up", "--yes", "--skip-preview") == {"updated": 1}
    assert _unit(client, "plat") == unit


def test_an_edited_policy_is_one_difference_and_is_written_again(organization: Organization) -> None:
    client = organization.client("organizations")
    policy = _policy(client, "DenyLeavingOrganization")
    before = client.describe_policy(PolicyId=policy)["Policy"]["Content"]
    client.update_policy(PolicyId=policy, Content=ALLOW_ALL)
    assert organization.changes("core-root", "refresh", "--yes", "--skip-preview") == {"updated": 1}
    assert organization.changes("core-root", "up", "--yes", "--skip-preview") == {"updated": 1}
    assert client.describe_policy(PolicyId=policy)["Policy"]["Content"] == before
