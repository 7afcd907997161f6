"""Tags of an organization, listed in bulk by the Resource Groups Tagging API."""

from __future__ import annotations

from typing import Any

TYPES = ["organizations:root", "organizations:ou", "organizations:account", "organizations:policy"]


def listed(somebody: Any, *types: str) -> dict[str, dict[str, str]]:
    """Tags by the end of the ARN, over all pages."""
    pages = somebody.client("resourcegroupstaggingapi").get_paginator("get_resources")
    return {
        one["ResourceARN"].rpartition("/")[2]: {tag["Key"]: tag["Value"] for tag in one["Tags"]}
        for page in pages.paginate(ResourceTypeFilters=list(types), ResourcesPerPage=2)
        for one in page["ResourceTagMappingList"]
    }


def test_what_has_tags_is_listed_with_them_and_nothing_else(organization: Any) -> None:
    unit, bare = organization.unit("plat"), organization.unit("core")
    account, policy = organization.account("plat-dev"), organization.policy("Guardrail")
    for number, resource in enumerate((organization.root, unit, account, policy)):
        organization.organizations.tag_resource(ResourceId=resource, Tags=[{"Key": "n", "Value": str(number)}])
    found = listed(organization, *TYPES)
    assert found == {organization.root: {"n": "0"}, unit: {"n": "1"}, account: {"n": "2"}, policy: {"n": "3"}}
    assert bare not in found


def test_one_type_is_listed_alone_and_members_see_nothing(organization: Any) -> None:
    unit, account = organization.unit("plat"), organization.account("plat-dev")
    for resource in (unit, account):
        organization.organizations.tag_resource(ResourceId=resource, Tags=[{"Key": "n", "Value": "1"}])
    assert set(listed(organization, "organizations:account")) == {account}
    assert listed(organization.member(account), *TYPES) == {}
