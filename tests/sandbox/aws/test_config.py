"""AWS Config writes only to buckets that let it: those of the account, and those whose policy says so."""

from __future__ import annotations

import json
from typing import Any

import pytest

ACL = {"s3:x-amz-acl": "bucket-owner-full-control"}


def _policy(bucket: str, folder: str, on_behalf: dict[str, str]) -> str:
    arn, service = f"arn:aws:s3:::{bucket}", {"Service": "config.amazonaws.com"}
    common = {"Effect": "Allow", "Principal": service}
    read = common | {"Action": "s3:GetBucketAcl", "Resource": arn, "Condition": {"StringEquals": on_behalf}}
    conditions = {"StringEquals": {**on_behalf, **ACL}}
    write = common | {"Action": "s3:PutObject", "Resource": f"{arn}/{folder}/*", "Condition": conditions}
    return json.dumps({"Version": "2012-10-17", "Statement": [read, write]})


def _recorder(who: Any) -> None:
    role = f"arn:aws:iam::{who.id}:role/config"
    who.config.put_configuration_recorder(ConfigurationRecorder={"name": "default", "roleARN": role})


def _channel(bucket: str, **more: str) -> dict[str, Any]:
    return {"DeliveryChannel": {"name": "default", "s3BucketName": bucket, **more}}


@pytest.fixture
def bucket(organization: Any) -> str:
    """A bucket of a member that takes what is recorded in the organization."""
    owner = organization.member(organization.account("core-audit"))
    name = f"acme-{organization.id}-config"
    owner.s3.create_bucket(Bucket=name)
    own = organization.organizations.describe_organization()["Organization"]["Id"]
    owner.s3.put_bucket_policy(Bucket=name, Policy=_policy(name, "AWSLogs/*/Config", {"aws:SourceOrgID": own}))
    return name


def test_an_account_delivers_to_its_own_bucket(stranger: Any) -> None:
    name = f"config-{stranger.id}"
    _recorder(stranger)
    assert stranger.refused("config", "put_delivery_channel", **_channel(name)) == "NoSuchBucketException"
    stranger.s3.create_bucket(Bucket=name)
    stranger.config.put_delivery_channel(**_channel(name))
    (channel,) = stranger.config.describe_delivery_channels()["DeliveryChannels"]
    assert channel["s3BucketName"] == name


def test_a_member_delivers_to_the_bucket_of_the_organization_and_an_outsider_does_not(
    organization: Any, outsider: Any, bucket: str
) -> None:
    member = organization.member(organization.account())
    for who in (member, outsider):
        _recorder(who)
    member.config.put_delivery_channel(**_channel(bucket))
    code = outsider.refused("config", "put_delivery_channel", **_channel(bucket))
    assert code == "InsufficientDeliveryPolicyException"
    # Nowhere else than below the path that the policy names.
    code = member.refused("config", "put_delivery_channel", **_channel(bucket, s3KeyPrefix="elsewhere"))
    assert code == "InsufficientDeliveryPolicyException"
