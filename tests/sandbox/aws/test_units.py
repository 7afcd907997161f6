"""Organizational units: unique among siblings, five levels deep, deleted when empty."""

from __future__ import annotations

from typing import Any


def test_a_unit_gets_full_access_from_the_start(organization: Any) -> None:
    assert organization.attached(organization.unit("plat")) == ["FullAWSAccess"]


def test_a_name_is_unique_among_siblings_only(organization: Any) -> None:
    plat = organization.unit("plat")
    organization.unit("plat", parent=plat)
    again = {"ParentId": organization.root, "Name": "plat"}
    code = organization.refused("organizations", "create_organizational_unit", **again)
    assert code == "DuplicateOrganizationalUnitException"


def test_a_sixth_level_is_refused(organization: Any) -> None:
    parent = organization.root
    for level in range(5):
        parent = organization.unit(f"level-{level}", parent)
    too_deep = {"ParentId": parent, "Name": "level-5"}
    assert organization.refused("organizations", "create_organizational_unit", **too_deep) == (
        "ConstraintViolationException",
        "OU_DEPTH_LIMIT_EXCEEDED",
    )


def test_a_unit_is_renamed_but_not_to_a_siblings_name(organization: Any) -> None:
    plat, core = organization.unit("plat"), organization.unit("core")
    aws = organization.organizations
    aws.update_organizational_unit(OrganizationalUnitId=plat, Name="platform")
    assert aws.describe_organizational_unit(OrganizationalUnitId=plat)["OrganizationalUnit"]["Name"] == "platform"
    taken = {"OrganizationalUnitId": plat, "Name": "core"}
    code = organization.refused("organizations", "update_organizational_unit", **taken)
    assert code == "DuplicateOrganizationalUnitException"
    assert core != plat


def test_a_unit_with_accounts_or_units_stays(organization: Any) -> None:
    aws = organization.organizations
    plat = organization.unit("plat")
    inner = organization.unit("inner", plat)
    account = organization.account()
    aws.move_account(AccountId=account, SourceParentId=organization.root, DestinationParentId=inner)
    for unit in (plat, inner):
        code = organization.refused("organizations", "delete_organizational_unit", OrganizationalUnitId=unit)
        assert code == "OrganizationalUnitNotEmptyException"
    aws.move_account(AccountId=account, SourceParentId=inner, DestinationParentId=organization.root)
    for unit in (inner, plat):
        aws.delete_organizational_unit(OrganizationalUnitId=unit)
    assert aws.list_organizational_units_for_parent(ParentId=organization.root)["OrganizationalUnits"] == []


def test_what_does_not_exist_is_said_by_kind(organization: Any) -> None:
    nowhere = f"ou-{organization.root[2:]}-00000000"
    assert {
        "unit": organization.refused("organizations", "describe_organizational_unit", OrganizationalUnitId=nowhere),
        "parent": organization.refused("organizations", "create_organizational_unit", ParentId=nowhere, Name="a"),
        "children": organization.refused("organizations", "list_accounts_for_parent", ParentId=nowhere),
        "account": organization.refused("organizations", "describe_account", AccountId="000000000000"),
        "target": organization.refused("organizations", "attach_policy", PolicyId="p-FullAWSAccess", TargetId=nowhere),
        "tags": organization.refused("organizations", "list_tags_for_resource", ResourceId=nowhere),
        "child": organization.refused("organizations", "list_parents", ChildId=nowhere),
    } == {
        "unit": "OrganizationalUnitNotFoundException",
        "parent": "ParentNotFoundException",
        "children": "ParentNotFoundException",
        "account": "AccountNotFoundException",
        "target": "TargetNotFoundException",
        "tags": "TargetNotFoundException",
        "child": "ChildNotFoundException",
    }


def test_fifty_tags_and_no_more(organization: Any) -> None:
    plat = organization.unit("plat")
    tags = [{"Key": f"key-{number}", "Value": "x"} for number in range(51)]
    aws = organization.organizations
    aws.tag_resource(ResourceId=plat, Tags=tags[:50])
    assert len(aws.list_tags_for_resource(ResourceId=plat)["Tags"]) == 20  # AWS gives pages of tags too
    one_more = {"ResourceId": plat, "Tags": tags[50:]}
    assert organization.refused("organizations", "tag_resource", **one_more) == (
        "ConstraintViolationException",
        "MAX_TAG_LIMIT_EXCEEDED",
    )
