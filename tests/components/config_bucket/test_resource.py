"""What ``config-bucket`` registers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from blocks.wiring import Wiring
from components.config_bucket.resource import build
from components.config_bucket.variables import ConfigBucketVariables
from model.account_map import AccountMap

LABELS = {"namespace": "acme", "tenant": "core", "environment": "ue1", "stage": "audit"}
NAME = "config-bucket-ue1"
BUCKET = "acme-core-ue1-audit-config"
ACCOUNTS = {"core-root": "111111111111", "core-audit": "222222222222"}
ACCOUNT_MAP = AccountMap.model_validate(
    {
        "organization_id": "o-abcdefghij",
        "organization_root_id": "r-abcd",
        "root_account_id": "111111111111",
        "special_accounts": {"root": "core-root"},
        "full_account_map": ACCOUNTS,
        "account_info_map": {},
        "organizational_units": {},
        "iam_role_arn_templates": {},
        "organization_role_arns": {},
    }
)


def _registered(recorder: Any, access_logs: str | None = None, **variables: Any) -> Any:
    def program() -> Any:
        provider = aws.Provider("core-audit", region="us-east-1")
        wiring = Wiring(
            provider=provider,
            config_root=Path(),
            account="core-audit",
            account_map=ACCOUNT_MAP,
            upstreams={"access-logs": {"access_log_bucket_id": access_logs}},
        )
        return build(NAME, ConfigBucketVariables.model_validate(LABELS | variables), wiring).exports

    recorder.outputs["aws:s3/bucket:Bucket"] = lambda args: (
        args.inputs["bucket"],
        {"arn": f"arn:aws:s3:::{args.inputs['bucket']}", "bucketDomainName": f"{args.inputs['bucket']}.s3"},
    )
    recorder.outputs["aws:kms/key:Key"] = lambda args: (args.name, {"arn": f"arn:of:{args.name}", "keyId": args.name})
    return recorder.run(program)


def _sids(text: str) -> set[str]:
    return {one["Sid"] for one in json.loads(text)["Statement"]}


def test_a_bucket_and_all_that_closes_it(recorder: Any) -> None:
    recording = _registered(recorder)
    inputs = {one.name.removeprefix(NAME): one.inputs for one in recording.resources if one.type.startswith("aws:")}
    assert set(inputs) == {
        *("-bucket", "-public-access", "-ownership", "-versioning", "-encryption", "-lifecycle", "-policy"),
    }
    assert [one.name for one in recording.resources if one.protect] == [f"{NAME}-bucket"]
    assert _sids(inputs["-policy"]["policy"]) == {
        "DenyInsecureTransport",
        "ConfigAclCheck",
        "ConfigExistenceCheck",
        "ConfigWrite111111111111",
        "ConfigWrite222222222222",
    }
    assert recording.result == {
        "config_bucket_id": BUCKET,
        "config_bucket_arn": f"arn:aws:s3:::{BUCKET}",
        "config_bucket_domain_name": f"{BUCKET}.s3",
        "config_bucket_kms_key_arn": None,
        "account_id": "222222222222",
        "organization_id": "o-abcdefghij",
        "region": "us-east-1",
        "s3_key_prefix": "",
        "access_log_bucket_id": None,
    }


def test_a_key_is_made_that_aws_config_may_use(recorder: Any) -> None:
    recording = _registered(recorder, sse_algorithm="aws:kms")
    (key,) = recording.of_type("aws:kms/key:Key").values()
    assert _sids(key.inputs["policy"]) == {"EnableIAMPolicies", "ConfigEncrypt"}
    assert recording.result["config_bucket_kms_key_arn"] == f"arn:of:{key.name}"


def test_another_bucket_takes_its_access_logs(recorder: Any) -> None:
    recording = _registered(recorder, access_log_bucket_name="acme-access-logs")
    (logging,) = recording.of_type("aws:s3/bucketLogging:BucketLogging").values()
    assert (logging.inputs["targetBucket"], logging.inputs["targetPrefix"]) == ("acme-access-logs", f"logs/{BUCKET}/")
    assert recording.result["access_log_bucket_id"] == "acme-access-logs"


def test_the_bucket_of_access_logs_of_another_instance_takes_them(recorder: Any) -> None:
    recording = _registered(recorder, "acme-trail-access-logs", access_log_bucket_component_name="cloudtrail-bucket")
    (logging,) = recording.of_type("aws:s3/bucketLogging:BucketLogging").values()
    assert logging.inputs["targetBucket"] == "acme-trail-access-logs"


def test_an_instance_without_a_bucket_of_access_logs_is_told_what_to_do() -> None:
    upstreams = {"access-logs": {"access_log_bucket_id": None}}
    wiring = Wiring(None, Path(), "core-audit", account_map=ACCOUNT_MAP, upstreams=upstreams)
    named = LABELS | {"access_log_bucket_component_name": "cloudtrail-bucket"}
    with pytest.raises(pulumi.RunError, match=rf"set its .* `access_log_sources: \[{BUCKET}\]`"):
        build(NAME, ConfigBucketVariables.model_validate(named), wiring)


def test_too_many_accounts_for_a_policy_of_s3_are_told_what_to_do() -> None:
    many = {f"plat-a{number}": f"{number:012}" for number in range(100)}
    crowd = ACCOUNT_MAP.model_copy(update={"full_account_map": ACCOUNTS | many})
    wiring = Wiring(provider=None, config_root=Path(), account="core-audit", account_map=crowd)
    with pytest.raises(pulumi.RunError, match="S3 takes 20480: set `account_recorders: organization`"):
        build(NAME, ConfigBucketVariables.model_validate(LABELS), wiring)


def test_with_the_organization_there_is_one_statement_for_all(recorder: Any) -> None:
    (policy,) = (
        _registered(recorder, account_recorders="organization").of_type("aws:s3/bucketPolicy:BucketPolicy").values()
    )
    assert "ConfigWrite" in _sids(policy.inputs["policy"])
    assert "aws:SourceAccount" not in policy.inputs["policy"]
