"""Who may deliver to the bucket of AWS Config, and where: its policy and that of its key, evaluated."""

from __future__ import annotations

import json
from typing import Any

import pytest

from blocks.bucket.policy import tls_only
from blocks.key import key_policy
from blocks.policy_document import document
from components.config_bucket.policy import Recording, bucket_statements, key_statements
from sandbox.aws.credentials import Caller
from sandbox.aws.iam.policy import Request, allows
from tests.policy_linter import lint

ARN = "arn:aws:s3:::acme-config"
AUDIT, MEMBER, FOREIGN = "111111111111", "222222222222", "999999999999"
OURS, THEIRS = "o-abcdefghij", "o-zyxwvutsrq"
EACH = Recording(OURS, {"core-audit": AUDIT, "plat-dev": MEMBER})
ANY = Recording(OURS, None)
CONFIG = "config.amazonaws.com"


def _policy(recording: Recording, prefix: str = "") -> dict[str, Any]:
    policy: dict[str, Any] = json.loads(document([tls_only(ARN), *bucket_statements(ARN, recording, prefix)]))
    return policy


def _context(account: str, **more: str) -> dict[str, str]:
    organization = THEIRS if account == FOREIGN else OURS
    return {"aws:sourceaccount": account, "aws:sourceorgid": organization, "aws:securetransport": "true", **more}


def _writes(recording: Recording, key: str, account: str, prefix: str = "", **changed: str) -> bool:
    context = _context(account, **{"s3:x-amz-acl": "bucket-owner-full-control"}) | changed
    request = Request("s3:PutObject", f"{ARN}/{key}", service=CONFIG, context=context)
    return allows(_policy(recording, prefix), request)


@pytest.mark.parametrize("recording", [EACH, ANY])
@pytest.mark.parametrize("account", [AUDIT, MEMBER])
def test_accounts_of_the_organization_deliver_below_their_own_path(recording: Recording, account: str) -> None:
    assert _writes(recording, f"AWSLogs/{account}/Config/us-east-1/2026/1/1/ConfigHistory/one.json.gz", account)


@pytest.mark.parametrize("recording", [EACH, ANY])
@pytest.mark.parametrize(
    ("key", "account"),
    [
        (f"AWSLogs/{FOREIGN}/Config/one", FOREIGN),
        (f"AWSLogs/{MEMBER}/Config/one", FOREIGN),
        (f"AWSLogs/{MEMBER}/CloudTrail/one", MEMBER),
        (f"elsewhere/AWSLogs/{MEMBER}/Config/one", MEMBER),
        (f"AWSLogs/{MEMBER}/Configuration", MEMBER),
    ],
)
def test_no_other_account_delivers_and_nothing_goes_elsewhere(recording: Recording, key: str, account: str) -> None:
    assert not _writes(recording, key, account)


def test_no_account_writes_into_the_path_of_another() -> None:
    assert not _writes(EACH, f"AWSLogs/{AUDIT}/Config/one", MEMBER)


@pytest.mark.parametrize("recording", [EACH, ANY])
def test_what_is_delivered_belongs_to_the_bucket_and_comes_by_tls(recording: Recording) -> None:
    key = f"AWSLogs/{MEMBER}/Config/one"
    assert not _writes(recording, key, MEMBER, **{"s3:x-amz-acl": "private"})
    assert not _writes(recording, key, MEMBER, **{"aws:securetransport": "false"})


@pytest.mark.parametrize("recording", [EACH, ANY])
def test_a_prefix_goes_before_every_path(recording: Recording) -> None:
    assert _writes(recording, f"audit/AWSLogs/{MEMBER}/Config/one", MEMBER, prefix="audit")
    assert not _writes(recording, f"AWSLogs/{MEMBER}/Config/one", MEMBER, prefix="audit")


@pytest.mark.parametrize("recording", [EACH, ANY])
@pytest.mark.parametrize("action", ["s3:GetBucketAcl", "s3:ListBucket"])
def test_aws_config_sees_the_bucket_for_these_accounts_only(recording: Recording, action: str) -> None:
    def sees(account: str, service: str = CONFIG) -> bool:
        return allows(_policy(recording), Request(action, ARN, service=service, context=_context(account)))

    assert sees(MEMBER)
    assert not sees(FOREIGN)
    assert not sees(MEMBER, "cloudtrail.amazonaws.com")


@pytest.mark.parametrize("recording", [EACH, ANY])
@pytest.mark.parametrize("account", [MEMBER, FOREIGN])
def test_no_principal_of_an_account_comes_in_by_this_policy(recording: Recording, account: str) -> None:
    role = f"arn:aws:iam::{account}:role/config"
    caller = Caller(account, role, role, "AROAEXAMPLE")
    context = _context(account, **{"s3:x-amz-acl": "bucket-owner-full-control"})
    for action in ("s3:GetObject", "s3:PutObject", "s3:DeleteObject"):
        request = Request(action, f"{ARN}/AWSLogs/{account}/Config/one", caller=caller, context=context)
        assert not allows(_policy(recording), request)


@pytest.mark.parametrize("recording", [EACH, ANY])
def test_the_key_encrypts_for_these_accounts_only(recording: Recording) -> None:
    policy = json.loads(key_policy("aws", AUDIT, key_statements(recording)))

    def encrypts(account: str) -> bool:
        return allows(policy, Request("kms:GenerateDataKey", service=CONFIG, context=_context(account)))

    assert encrypts(MEMBER)
    assert not encrypts(FOREIGN)


@pytest.mark.parametrize("recording", [EACH, ANY])
def test_a_linter_for_iam_policies_finds_nothing(recording: Recording) -> None:
    properties = {"Bucket": "acme-config", "PolicyDocument": _policy(recording)}
    assert lint({"Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": properties}}) == []
