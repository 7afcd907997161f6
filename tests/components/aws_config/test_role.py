"""What the recorders' role may do, and who may take it: its policies, evaluated."""

from __future__ import annotations

import json

from components.aws_config.role import Destination, delivery_policy, trust_policy
from sandbox.aws.iam.policy import Request, allows, grants
from tests.policy_linter import lint

OWN, OTHER = "111111111111", "222222222222"
KEY = f"arn:aws:kms:us-east-1:{OTHER}:key/1"
TOPIC = f"arn:aws:sns:us-east-1:{OWN}:config"
PLAIN = Destination("aws", OWN, "acme-config", "", None, ())
WHOLE = Destination("aws", OWN, "acme-config", "audit", KEY, (TOPIC,))
ACL = {"s3:x-amz-acl": "bucket-owner-full-control"}


def _may(destination: Destination, action: str, resource: str, **context: str) -> bool:
    return grants(json.loads(delivery_policy(destination)), Request(action, resource, context=context))


def test_only_aws_config_takes_it_for_its_own_account() -> None:
    def takes(service: str, account: str) -> bool:
        request = Request("sts:AssumeRole", service=service, context={"aws:sourceaccount": account})
        return allows(json.loads(trust_policy(OWN)), request)

    assert takes("config.amazonaws.com", OWN)
    assert not takes("config.amazonaws.com", OTHER)
    assert not takes("ec2.amazonaws.com", OWN)


def test_it_delivers_below_the_accounts_own_path() -> None:
    own = f"arn:aws:s3:::acme-config/AWSLogs/{OWN}/Config/one"
    assert _may(PLAIN, "s3:PutObject", own, **ACL)
    assert not _may(PLAIN, "s3:PutObject", own)
    assert not _may(PLAIN, "s3:PutObject", f"arn:aws:s3:::acme-config/AWSLogs/{OTHER}/Config/one", **ACL)
    assert not _may(PLAIN, "s3:PutObject", f"arn:aws:s3:::other/AWSLogs/{OWN}/Config/one", **ACL)
    assert _may(WHOLE, "s3:PutObject", f"arn:aws:s3:::acme-config/audit/AWSLogs/{OWN}/Config/one", **ACL)
    assert not _may(WHOLE, "s3:PutObject", own, **ACL)


def test_it_reads_nothing_that_was_delivered() -> None:
    assert _may(PLAIN, "s3:GetBucketAcl", "arn:aws:s3:::acme-config")
    for action in ("s3:GetObject", "s3:DeleteObject"):
        assert not _may(PLAIN, action, f"arn:aws:s3:::acme-config/AWSLogs/{OWN}/Config/one", **ACL)


def test_it_encrypts_and_tells_only_what_it_is_given() -> None:
    assert _may(WHOLE, "kms:GenerateDataKey", KEY) and _may(WHOLE, "sns:Publish", TOPIC)
    assert not _may(WHOLE, "kms:GenerateDataKey", f"{KEY}2")
    assert not _may(PLAIN, "kms:GenerateDataKey", KEY) and not _may(PLAIN, "sns:Publish", TOPIC)


def test_a_linter_for_iam_policies_finds_nothing() -> None:
    inline = {"PolicyName": "deliver", "PolicyDocument": json.loads(delivery_policy(WHOLE))}
    properties = {"AssumeRolePolicyDocument": json.loads(trust_policy(OWN)), "Policies": [inline]}
    assert lint({"Role": {"Type": "AWS::IAM::Role", "Properties": properties}}) == []
