"""With enforcement, what the effective policies deny is denied, in every protocol."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.home import Home
from sandbox.server import ServerRecord, launch, shut_down


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerRecord]:
    """A simulated AWS that enforces."""
    home = Home(tmp_path_factory.mktemp("enforcing"))
    home.make()
    quick = ["--account-creation-seconds", "0.05", "--policy-type-seconds", "0.02"]
    yield launch(home, Path.cwd(), "123456789012", [*quick, "--enforce"])
    shut_down(home)


def _document(effect: str, **statement: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": effect, "Resource": "*", **statement}]})


def _attach(organization: Any, target: str, content: str) -> None:
    policy = organization.policy(f"policy-{target}", content=content)
    organization.organizations.attach_policy(PolicyId=policy, TargetId=target)


def _access(account: str) -> str:
    return f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"


def test_a_denied_action_is_denied_in_every_protocol(organization: Any) -> None:
    account = organization.account()
    member = organization.member(account)
    actions = ["iam:CreateUser", "s3:CreateBucket", "ec2:*Ebs*", "ssm:*", "account:*", "kms:CreateKey"]
    _attach(organization, organization.root, _document("Deny", Action=actions))
    assert {
        "iam": member.refused("iam", "create_user", UserName="a"),
        "s3": member.refused("s3", "create_bucket", Bucket=f"bucket-{account}"),
        "ec2": member.refused("ec2", "enable_ebs_encryption_by_default"),
        "ssm": member.refused("ssm", "get_service_setting", SettingId="/ssm/opsinsights/opscenter"),
        "account": member.refused("account", "list_regions"),
        "kms": member.refused("kms", "create_key"),
    } == {
        "iam": "AccessDenied",
        "s3": "AccessDenied",
        "ec2": "UnauthorizedOperation",
        "ssm": "AccessDeniedException",
        "account": "AccessDeniedException",
        "kms": "AccessDeniedException",
    }
    member.iam.list_users()
    member.ec2.describe_regions()


def test_the_management_account_is_bound_by_nothing(organization: Any) -> None:
    _attach(organization, organization.root, _document("Deny", Action="*"))
    organization.iam.list_users()


def test_a_policy_of_a_unit_binds_what_is_below_it(organization: Any) -> None:
    inside, outside = organization.account("inside"), organization.account("outside")
    plat = organization.unit("plat")
    aws = organization.organizations
    aws.move_account(AccountId=inside, SourceParentId=organization.root, DestinationParentId=plat)
    _attach(organization, plat, _document("Deny", Action="iam:ListUsers"))
    assert organization.member(inside).refused("iam", "list_users") == "AccessDenied"
    organization.member(outside).iam.list_users()


def test_every_level_must_allow(organization: Any) -> None:
    account = organization.account()
    member = organization.member(account)
    _attach(organization, account, _document("Allow", Action="iam:List*"))
    organization.organizations.detach_policy(PolicyId="p-FullAWSAccess", TargetId=account)
    member.iam.list_users()
    assert member.refused("iam", "create_user", UserName="a") == "AccessDenied"


def test_an_exempt_role_passes(organization: Any) -> None:
    account = organization.account()
    exempt = {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/OrganizationAccountAccessRole"}}
    _attach(organization, account, _document("Deny", Action="iam:*", Condition=exempt))
    member = organization.member(account)
    trust = {"Effect": "Allow", "Principal": {"AWS": account}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    member.iam.create_role(RoleName="Other", AssumeRolePolicyDocument=document)
    member.iam.attach_role_policy(RoleName="Other", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
    other = member.assume(f"arn:aws:iam::{account}:role/Other")
    assert other.refused("iam", "list_users") == "AccessDenied"


def test_regions_are_told_apart(organization: Any) -> None:
    account = organization.account()
    elsewhere = {"StringNotEquals": {"aws:RequestedRegion": ["us-east-1", "eu-west-1"]}}
    _attach(organization, account, _document("Deny", NotAction=["iam:*", "sts:*"], Condition=elsewhere))
    member = organization.member(account)
    member.client("kms", "eu-west-1").list_keys()
    with pytest.raises(Exception, match="explicit deny in a service control policy"):
        member.client("kms", "ap-south-1").list_keys()


def test_a_role_does_what_its_own_policies_allow(organization: Any) -> None:
    account = organization.account()
    member = organization.member(account)
    trust = {"Effect": "Allow", "Principal": {"AWS": account}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    member.iam.create_role(RoleName="Reader", AssumeRolePolicyDocument=document)
    own = _document("Allow", Action=["s3:GetObject", "s3:PutObject"], Resource="arn:aws:s3:::mine-*/*")
    member.iam.put_role_policy(RoleName="Reader", PolicyName="own", PolicyDocument=own)
    for bucket in (f"mine-{account}", f"other-{account}"):
        member.s3.create_bucket(Bucket=bucket)
    reader = member.assume(f"arn:aws:iam::{account}:role/Reader")
    reader.s3.put_object(Bucket=f"mine-{account}", Key="a", Body=b"x")
    assert reader.refused("s3", "put_object", Bucket=f"other-{account}", Key="a", Body=b"x") == "AccessDenied"
    assert reader.refused("iam", "list_users") == "AccessDenied"
    reader.sts.get_caller_identity()
