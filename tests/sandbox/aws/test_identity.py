"""Who somebody is, and into which roles they may step."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest


def _arn(account: str, name: str = "OrganizationAccountAccessRole") -> str:
    return f"arn:aws:iam::{account}:role/{name}"


def _trust(principal: Any, **condition: Any) -> str:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    if condition:
        statement["Condition"] = condition
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _is_let_in(caller: Any, role: str, **more: Any) -> bool:
    from botocore.exceptions import ClientError

    try:
        caller.assume(role, **more)
    except ClientError as error:
        assert error.response["Error"]["Code"] == "AccessDenied"
        return False
    return True


def test_a_session_is_in_the_account_of_its_role(organization: Any) -> None:
    account = organization.account()
    identity = organization.member(account).sts.get_caller_identity()
    assert (identity["Account"], identity["Arn"]) == (
        account,
        f"arn:aws:sts::{account}:assumed-role/OrganizationAccountAccessRole/test",
    )
    assert organization.sts.get_caller_identity()["Account"] == organization.id


def test_a_created_account_trusts_its_management_account_only(organization: Any, server: Any) -> None:
    first, second = organization.account("first"), organization.account("second", RoleName="Access")
    assert {
        "management": _is_let_in(organization, _arn(first)),
        "sibling": _is_let_in(organization.member(first), _arn(second, "Access")),
        "no such role": _is_let_in(organization, _arn(second)),
        "no such account": _is_let_in(organization, _arn("000000000000")),
        "own role": _is_let_in(organization.member(first), _arn(first)),
    } == {
        "management": True,
        "sibling": False,
        "no such role": False,
        "no such account": False,
        "own role": False,
    }


@pytest.mark.parametrize(
    ("principal", "condition", "let_in"),
    [
        ({"AWS": "MEMBER"}, {}, True),
        ({"AWS": ["arn:aws:iam::MEMBER:root"]}, {}, True),
        ({"AWS": "arn:aws:iam::MEMBER:role/OrganizationAccountAccessRole"}, {}, True),
        ({"AWS": "arn:aws:iam::MEMBER:role/Other"}, {}, False),
        ({"AWS": "000000000000"}, {}, False),
        ({"Service": "ec2.amazonaws.com"}, {}, False),
        ("*", {"StringEquals": {"aws:PrincipalOrgID": "o-elsewhere"}}, False),
        ("*", {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/Org*"}}, True),
        ("*", {"StringEquals": {"sts:ExternalId": "secret"}}, False),
        ("*", {"Bool": {"aws:MultiFactorAuthPresent": "true"}}, False),
        ("*", {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}, True),
        ("*", {"Unheard": {"of": "it"}}, False),
    ],
)
def test_a_role_lets_in_whom_its_trust_policy_names(
    organization: Any, principal: Any, condition: dict[str, Any], let_in: bool
) -> None:
    first, second = organization.account("first"), organization.account("second")
    document = _trust(principal, **condition).replace("MEMBER", first)
    organization.member(second).iam.create_role(RoleName="Guarded", AssumeRolePolicyDocument=document)
    assert _is_let_in(organization.member(first), _arn(second, "Guarded")) is let_in


def test_the_organization_and_the_external_id_are_known_to_conditions(organization: Any) -> None:
    account = organization.account()
    own = organization.organizations.describe_organization()["Organization"]["Id"]
    equals = {"aws:PrincipalOrgID": own, "sts:ExternalId": "secret"}
    document = _trust("*", StringEquals=equals)
    organization.member(account).iam.create_role(RoleName="Guarded", AssumeRolePolicyDocument=document)
    assert not _is_let_in(organization, _arn(account, "Guarded"))
    assert _is_let_in(organization, _arn(account, "Guarded"), ExternalId="secret")


def test_keys_of_an_earlier_life_are_refused_in_every_protocol(stranger: Any) -> None:
    acting = type(stranger)(stranger.url, "ASIA0000000000000000", "token")
    assert {
        "sts": acting.refused("sts", "get_caller_identity"),
        "organizations": acting.refused("organizations", "describe_organization"),
        "s3": acting.refused("s3", "list_buckets"),
        "ec2": acting.refused("ec2", "describe_regions"),
        "account": acting.refused("account", "list_regions"),
    } == {
        "sts": "InvalidClientTokenId",
        "organizations": "UnrecognizedClientException",
        "s3": "InvalidAccessKeyId",
        "ec2": "AuthFailure",
        "account": "UnrecognizedClientException",
    }


def test_a_users_key_speaks_for_the_user_until_it_is_deleted(organization: Any) -> None:
    account = organization.account()
    iam = organization.member(account).iam
    iam.create_user(UserName="ci")
    key = iam.create_access_key(UserName="ci")["AccessKey"]["AccessKeyId"]
    acting = type(organization)(organization.url, key)
    assert acting.sts.get_caller_identity()["Arn"] == f"arn:aws:iam::{account}:user/ci"
    assert acting.iam.list_users()["Users"][0]["UserName"] == "ci"


def _token(**claims: Any) -> str:
    def part(content: dict[str, Any]) -> str:
        return urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")

    return f"{part({'alg': 'none'})}.{part(claims)}.signature"


def test_a_token_of_a_known_provider_opens_the_roles_that_name_it(organization: Any) -> None:
    account = organization.account()
    iam = organization.member(account).iam
    provider = iam.create_open_id_connect_provider(
        Url="https://api.pulumi.com/oidc", ClientIDList=["aws:acme"], ThumbprintList=["0" * 40]
    )["OpenIDConnectProviderArn"]
    equals = {"api.pulumi.com/oidc:aud": "aws:acme"}
    statement = {
        "Effect": "Allow",
        "Principal": {"Federated": provider},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": equals, "StringLike": {"api.pulumi.com/oidc:sub": "pulumi:deploy:org:acme:*"}},
    }
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    iam.create_role(RoleName="Deploy", AssumeRolePolicyDocument=document)

    def outcome(issuer: str = "https://api.pulumi.com/oidc", audience: str = "aws:acme", org: str = "acme") -> str:
        token = _token(iss=issuer, aud=audience, sub=f"pulumi:deploy:org:{org}:project:rootstock")
        asked = {"RoleArn": _arn(account, "Deploy"), "RoleSessionName": "test", "WebIdentityToken": token}
        try:
            taken = organization.sts.assume_role_with_web_identity(**asked)["Credentials"]
        except organization.sts.exceptions.ClientError as error:
            return str(error.response["Error"]["Code"])
        acting = type(organization)(organization.url, taken["AccessKeyId"], taken["SessionToken"])
        return str(acting.sts.get_caller_identity()["Arn"])

    assert [outcome(), outcome(org="other"), outcome(audience="other"), outcome(issuer="https://other.example")] == [
        f"arn:aws:sts::{account}:assumed-role/Deploy/test",
        "AccessDenied",
        "InvalidIdentityToken",
        "InvalidIdentityToken",
    ]


def test_a_session_lasts_as_long_as_its_role_allows(organization: Any) -> None:
    long = {"RoleArn": _arn(organization.account()), "RoleSessionName": "test", "DurationSeconds": 7200}
    assert organization.refused("sts", "assume_role", **long) == "ValidationError"


def test_awss_own_policies_can_be_attached_to_roles(organization: Any) -> None:
    account = organization.account()
    iam = organization.member(account).iam
    attached = iam.list_attached_role_policies(RoleName="OrganizationAccountAccessRole")["AttachedPolicies"]
    assert [policy["PolicyName"] for policy in attached] == ["AdministratorAccess"]
    iam.create_role(RoleName="Reader", AssumeRolePolicyDocument=_trust({"AWS": account}))
    iam.attach_role_policy(RoleName="Reader", PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")
    unknown = {"RoleName": "Reader", "PolicyArn": "arn:aws:iam::aws:policy/None"}
    assert organization.member(account).refused("iam", "attach_role_policy", **unknown) == "NoSuchEntity"
