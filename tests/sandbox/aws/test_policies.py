"""Policies within AWS's sizes and numbers, on targets where their type is enabled."""

from __future__ import annotations

import json
from typing import Any

import pytest

CREATE = {"Name": "Guardrail", "Description": "", "Type": "SERVICE_CONTROL_POLICY"}


def _scp(characters: int) -> str:
    start = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Sid":"'
    return start + "x" * (characters - len(start) - 4) + '"}]}'


def test_a_policy_is_attached_and_detached(organization: Any) -> None:
    aws = organization.organizations
    plat, policy = organization.unit("plat"), organization.policy("NoRoot")
    aws.attach_policy(PolicyId=policy, TargetId=plat)
    assert organization.attached(plat) == ["FullAWSAccess", "NoRoot"]
    targets = aws.list_targets_for_policy(PolicyId=policy)["Targets"]
    assert [(target["TargetId"], target["Name"], target["Type"]) for target in targets] == [
        (plat, "plat", "ORGANIZATIONAL_UNIT")
    ]
    aws.detach_policy(PolicyId=policy, TargetId=plat)
    assert organization.attached(plat) == ["FullAWSAccess"]


def test_attaching_twice_and_detaching_what_is_not_there_are_refused(organization: Any) -> None:
    policy, root = organization.policy(), organization.root
    both = {"PolicyId": policy, "TargetId": root}
    assert organization.refused("organizations", "detach_policy", **both) == "PolicyNotAttachedException"
    organization.organizations.attach_policy(**both)
    assert organization.refused("organizations", "attach_policy", **both) == "DuplicatePolicyAttachmentException"


def test_an_eleventh_service_control_policy_is_refused(organization: Any) -> None:
    plat = organization.unit("plat")
    for number in range(9):
        organization.organizations.attach_policy(PolicyId=organization.policy(f"policy-{number}"), TargetId=plat)
    eleventh = {"PolicyId": organization.policy("policy-9"), "TargetId": plat}
    assert organization.refused("organizations", "attach_policy", **eleventh) == (
        "ConstraintViolationException",
        "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
    )


def test_the_last_service_control_policy_stays(organization: Any) -> None:
    last = {"PolicyId": "p-FullAWSAccess", "TargetId": organization.unit("plat")}
    assert organization.refused("organizations", "detach_policy", **last) == (
        "ConstraintViolationException",
        "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
    )


def test_a_document_has_10240_characters_and_no_more(organization: Any) -> None:
    organization.policy(content=_scp(10_240))
    too_long = {**CREATE, "Name": "Long", "Content": _scp(10_241)}
    assert organization.refused("organizations", "create_policy", **too_long) == (
        "ConstraintViolationException",
        "POLICY_CONTENT_LIMIT_EXCEEDED",
    )


def test_resource_control_policies_are_shorter_and_fewer_and_one_cannot_be_detached(organization: Any) -> None:
    organization.enable("RESOURCE_CONTROL_POLICY")
    plat = organization.unit("plat")
    full = {"PolicyId": "p-RCPFullAWSAccess", "TargetId": plat}
    assert organization.attached(plat, "RESOURCE_CONTROL_POLICY") == ["RCPFullAWSAccess"]
    assert organization.refused("organizations", "detach_policy", **full) == (
        "InvalidInputException",
        "NON_DETACHABLE_POLICY",
    )
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}
    content = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    for number in range(4):
        policy = organization.policy(f"rcp-{number}", "RESOURCE_CONTROL_POLICY", content)
        organization.organizations.attach_policy(PolicyId=policy, TargetId=plat)
    sixth = {"PolicyId": organization.policy("rcp-4", "RESOURCE_CONTROL_POLICY", content), "TargetId": plat}
    assert organization.refused("organizations", "attach_policy", **sixth) == (
        "ConstraintViolationException",
        "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
    )
    long = {**CREATE, "Type": "RESOURCE_CONTROL_POLICY", "Name": "Long", "Content": content + " " * 5_120}
    assert organization.refused("organizations", "create_policy", **long)[1] == "POLICY_CONTENT_LIMIT_EXCEEDED"


@pytest.mark.parametrize(
    "content",
    [
        "no JSON",
        "{}",
        '{"Version": "2012-10-17"}',
        '{"Statement": [{"Effect": "Maybe", "Action": "*", "Resource": "*"}]}',
        '{"Statement": [{"Effect": "Deny", "Resource": "*"}]}',
        '{"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]}',
    ],
)
def test_a_document_that_is_no_service_control_policy_is_refused(organization: Any, content: str) -> None:
    code = organization.refused("organizations", "create_policy", **CREATE, Content=content)
    assert code == "MalformedPolicyDocumentException"


def test_a_name_serves_one_policy_and_awss_own_policies_are_untouchable(organization: Any) -> None:
    organization.policy("Guardrail")
    again = {**CREATE, "Content": _scp(200)}
    assert organization.refused("organizations", "create_policy", **again) == "DuplicatePolicyException"
    own = {"PolicyId": "p-FullAWSAccess"}
    for operation, more in (("delete_policy", {}), ("update_policy", {"Name": "Mine"})):
        assert organization.refused("organizations", operation, **own, **more) == (
            "InvalidInputException",
            "IMMUTABLE_POLICY",
        )


def test_a_policy_in_use_stays(organization: Any) -> None:
    policy = organization.policy()
    organization.organizations.attach_policy(PolicyId=policy, TargetId=organization.root)
    assert organization.refused("organizations", "delete_policy", PolicyId=policy) == "PolicyInUseException"


def test_a_policy_of_a_type_that_is_off_cannot_be_attached(organization: Any) -> None:
    policy = organization.policy("tags", "TAG_POLICY", '{"tags": {"team": {"tag_key": {"@@assign": "Team"}}}}')
    attach = {"PolicyId": policy, "TargetId": organization.root}
    assert organization.refused("organizations", "attach_policy", **attach) == "PolicyTypeNotEnabledException"


@pytest.mark.parametrize(
    "kind", ["TAG_POLICY", "BACKUP_POLICY", "CHATBOT_POLICY", "DECLARATIVE_POLICY_EC2", "S3_POLICY", "GUARDDUTY_POLICY"]
)
def test_every_type_of_aws_is_known(organization: Any, kind: str) -> None:
    aws = organization.organizations
    organization.enable(kind)
    policy = organization.policy(kind, kind, '{"any": {"@@assign": "thing"}}')
    aws.attach_policy(PolicyId=policy, TargetId=organization.root)
    summary = aws.list_policies(Filter=kind)["Policies"][0]
    assert summary["Arn"].endswith(f"/{kind.lower()}/{policy}")


def test_full_access_follows_the_type_on_and_off(organization: Any) -> None:
    aws, root = organization.organizations, organization.root
    plat, account = organization.unit("plat"), organization.account()
    aws.attach_policy(PolicyId=organization.policy("NoRoot"), TargetId=plat)
    kind = {"RootId": root, "PolicyType": "SERVICE_CONTROL_POLICY"}
    types = aws.disable_policy_type(**kind)["Root"]["PolicyTypes"]
    assert types == [{"Type": "SERVICE_CONTROL_POLICY", "Status": "PENDING_DISABLE"}]
    while aws.list_roots()["Roots"][0]["PolicyTypes"]:
        pass
    assert [organization.attached(target) for target in (root, plat, account)] == [[], [], []]
    assert organization.refused("organizations", "disable_policy_type", **kind) == "PolicyTypeNotEnabledException"
    organization.enable("SERVICE_CONTROL_POLICY")
    assert [organization.attached(target) for target in (root, plat, account)] == [["FullAWSAccess"]] * 3
    assert organization.refused("organizations", "enable_policy_type", **kind) == "PolicyTypeAlreadyEnabledException"


def test_one_type_changes_at_a_time(unhurried: Any) -> None:
    aws, root = unhurried.organizations, unhurried.root
    types = aws.enable_policy_type(RootId=root, PolicyType="TAG_POLICY")["Root"]["PolicyTypes"]
    assert {"Type": "TAG_POLICY", "Status": "PENDING_ENABLE"} in types
    second = {"RootId": root, "PolicyType": "BACKUP_POLICY"}
    assert unhurried.refused("organizations", "enable_policy_type", **second) == "PolicyChangesInProgressException"


def test_lists_come_in_pages(organization: Any) -> None:
    names = sorted(f"policy-{number:02}" for number in range(25))
    for name in names:
        organization.policy(name)
    aws = organization.organizations
    pages = [
        [policy["Name"] for policy in page["Policies"]]
        for page in aws.get_paginator("list_policies").paginate(Filter="SERVICE_CONTROL_POLICY")
    ]
    assert [len(page) for page in pages] == [20, 6]
    assert sorted(pages[0] + pages[1]) == sorted([*names, "FullAWSAccess"])
