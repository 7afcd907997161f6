"""Trails need their bucket's consent; an organization's trail is seen by every member."""

from __future__ import annotations

import json
from typing import Any

import pytest

SERVICE = {"Service": "cloudtrail.amazonaws.com"}


def _policy(bucket: str, *owners: str, condition: dict[str, Any] | None = None) -> str:
    arn = f"arn:aws:s3:::{bucket}"
    acl = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}, **(condition or {})}
    write = {"Effect": "Allow", "Principal": SERVICE, "Action": "s3:PutObject", "Condition": acl}
    read = {"Effect": "Allow", "Principal": SERVICE, "Action": "s3:GetBucketAcl", "Resource": arn}
    places = [f"{arn}/AWSLogs/{owner}/*" for owner in owners]
    return json.dumps({"Version": "2012-10-17", "Statement": [read, {**write, "Resource": places}]})


@pytest.fixture
def bucket(organization: Any) -> str:
    """A bucket in another account that takes the organization's logs."""
    owner = organization.member(organization.account("core-audit"))
    name = f"acme-{organization.id}-logs"
    owner.s3.create_bucket(Bucket=name)
    own = organization.organizations.describe_organization()["Organization"]["Id"]
    owner.s3.put_bucket_policy(Bucket=name, Policy=_policy(name, own, organization.id))
    return name


def _trail(bucket: str, **more: Any) -> dict[str, Any]:
    return {"Name": "acme", "S3BucketName": bucket, "IsOrganizationTrail": True, "IsMultiRegionTrail": True, **more}


def test_a_members_trail_writes_to_its_own_bucket(stranger: Any) -> None:
    name = f"logs-{stranger.id}"
    stranger.s3.create_bucket(Bucket=name)
    trail = {"Name": "own", "S3BucketName": name}
    code = stranger.refused("cloudtrail", "create_trail", **trail)
    assert code == "InsufficientS3BucketPolicyException"
    condition = {"StringLike": {"aws:SourceArn": f"arn:aws:cloudtrail:*:{stranger.id}:trail/own"}}
    stranger.s3.put_bucket_policy(Bucket=name, Policy=_policy(name, stranger.id, condition=condition))
    stranger.cloudtrail.create_trail(**trail)
    assert not stranger.cloudtrail.get_trail_status(Name="own")["IsLogging"]
    stranger.cloudtrail.start_logging(Name="own")
    assert stranger.cloudtrail.get_trail_status(Name="own")["IsLogging"]
    assert stranger.refused("cloudtrail", "create_trail", **trail) == "TrailAlreadyExistsException"
    stranger.cloudtrail.delete_trail(Name="own")
    assert stranger.refused("cloudtrail", "delete_trail", Name="own") == "TrailNotFoundException"


def test_an_organizations_trail_needs_trusted_access_and_the_management_account(organization: Any, bucket: str) -> None:
    assert organization.refused("cloudtrail", "create_trail", **_trail(bucket)) == "CloudTrailAccessNotEnabledException"
    organization.organizations.enable_aws_service_access(ServicePrincipal="cloudtrail.amazonaws.com")
    member = organization.member(organization.account())
    assert member.refused("cloudtrail", "create_trail", **_trail(bucket)) == "NotOrganizationMasterAccountException"
    assert organization.refused("cloudtrail", "create_trail", **_trail("no-such-bucket-at-all")) == (
        "S3BucketDoesNotExistException"
    )
    organization.cloudtrail.create_trail(**_trail(bucket))


def test_every_member_sees_the_organizations_trail_and_none_changes_it(organization: Any, bucket: str) -> None:
    organization.organizations.enable_aws_service_access(ServicePrincipal="cloudtrail.amazonaws.com")
    arn = organization.cloudtrail.create_trail(**_trail(bucket))["TrailARN"]
    organization.cloudtrail.start_logging(Name="acme")
    member = organization.member(organization.account())
    found = member.cloudtrail.describe_trails()["trailList"]
    assert [(trail["TrailARN"], trail["IsOrganizationTrail"]) for trail in found] == [(arn, True)]
    assert member.cloudtrail.get_trail_status(Name=arn)["IsLogging"]
    assert member.refused("cloudtrail", "delete_trail", Name=arn) == "OperationNotPermittedException"
    assert member.cloudtrail.describe_trails(trailNameList=["other"])["trailList"] == []
    elsewhere = organization.client("cloudtrail", "eu-west-1").describe_trails()["trailList"]
    assert [(trail["TrailARN"], trail["HomeRegion"]) for trail in elsewhere] == [(arn, "us-east-1")]


def test_a_refused_update_changes_nothing(organization: Any, bucket: str) -> None:
    organization.organizations.enable_aws_service_access(ServicePrincipal="cloudtrail.amazonaws.com")
    organization.cloudtrail.create_trail(**_trail(bucket))
    code = organization.refused("cloudtrail", "update_trail", Name="acme", S3BucketName="no-such-bucket-at-all")
    assert code == "S3BucketDoesNotExistException"
    organization.cloudtrail.update_trail(Name="acme", EnableLogFileValidation=True)
    found = organization.cloudtrail.get_trail(Name="acme")["Trail"]
    assert (found["S3BucketName"], found["LogFileValidationEnabled"]) == (bucket, True)


def test_a_key_must_let_cloudtrail_encrypt(organization: Any, bucket: str) -> None:
    organization.organizations.enable_aws_service_access(ServicePrincipal="cloudtrail.amazonaws.com")
    key = organization.kms.create_key()["KeyMetadata"]
    encrypted = _trail(bucket, KmsKeyId=key["KeyId"])
    assert organization.refused("cloudtrail", "create_trail", **encrypted) == "InsufficientEncryptionPolicyException"
    like = {"kms:EncryptionContext:aws:cloudtrail:arn": f"arn:aws:cloudtrail:*:{organization.id}:trail/*"}
    statement = {"Effect": "Allow", "Principal": SERVICE, "Action": "kms:GenerateDataKey*", "Resource": "*"}
    statement["Condition"] = {"StringLike": like}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    organization.kms.put_key_policy(KeyId=key["KeyId"], PolicyName="default", Policy=policy)
    assert organization.cloudtrail.create_trail(**encrypted)["KmsKeyId"] == key["Arn"]
    missing = {"Name": "acme", "KmsKeyId": "alias/none"}
    assert organization.refused("cloudtrail", "update_trail", **missing) == "KmsKeyNotFoundException"


def test_selectors_show_in_the_trail(organization: Any, bucket: str) -> None:
    organization.organizations.enable_aws_service_access(ServicePrincipal="cloudtrail.amazonaws.com")
    aws = organization.cloudtrail
    aws.create_trail(**_trail(bucket))

    def flags() -> tuple[bool, bool]:
        trail = aws.describe_trails()["trailList"][0]
        return trail["HasCustomEventSelectors"], trail["HasInsightSelectors"]

    assert flags() == (False, False)
    assert organization.refused("cloudtrail", "get_insight_selectors", TrailName="acme") == "InsightNotEnabledException"
    aws.put_event_selectors(TrailName="acme", EventSelectors=[{"ReadWriteType": "WriteOnly"}])
    aws.put_insight_selectors(TrailName="acme", InsightSelectors=[{"InsightType": "ApiCallRateInsight"}])
    assert flags() == (True, True)


def test_a_member_administers_trails(organization: Any) -> None:
    account = organization.account("core-audit")
    organization.cloudtrail.register_organization_delegated_admin(MemberAccountId=account)
    admins = organization.organizations.list_delegated_administrators(ServicePrincipal="cloudtrail.amazonaws.com")
    assert [admin["Id"] for admin in admins["DelegatedAdministrators"]] == [account]
    organization.cloudtrail.deregister_organization_delegated_admin(DelegatedAdminAccountId=account)
    again = {"DelegatedAdminAccountId": account}
    code = organization.refused("cloudtrail", "deregister_organization_delegated_admin", **again)
    assert code == "AccountNotRegisteredException"
