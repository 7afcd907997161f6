"""What ``tfstate-backend`` registers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pulumi_aws as aws

from blocks.wiring import Wiring
from components.tfstate_backend.resource import build
from components.tfstate_backend.variables import TfstateBackendVariables
from org.policy.evaluate import Request, evaluate

LABELS = {"namespace": "acme", "tenant": "core", "environment": "ue1", "stage": "root", "name": "tfstate"}
NAME = "tfstate-backend-ue1"
BUCKET = "acme-core-ue1-root-tfstate"


def _registered(recorder: Any, **variables: Any) -> Any:
    def program() -> Any:
        provider = aws.Provider("core-root", region="us-east-1")
        wiring = Wiring(provider=provider, config_root=Path(), account="core-root")
        return build(NAME, TfstateBackendVariables.model_validate(LABELS | variables), wiring).exports

    recorder.answers["aws:index/getCallerIdentity:getCallerIdentity"] = lambda _: {"accountId": "111111111111"}
    recorder.outputs["aws:s3/bucket:Bucket"] = lambda args: (
        args.inputs["bucket"],
        {"arn": f"arn:aws:s3:::{args.inputs['bucket']}", "bucketDomainName": f"{args.inputs['bucket']}.s3"},
    )
    for token in ("kms/key:Key", "iam/role:Role", "dynamodb/table:Table"):
        recorder.outputs[f"aws:{token}"] = lambda args: (f"{args.name}-id", {"arn": f"arn:aws:of:::{args.name}"})
    return recorder.run(program)


def _inputs(recording: Any) -> dict[str, Any]:
    return {one.name.removeprefix(NAME): one.inputs for one in recording.resources}


def test_exports_say_how_to_use_it(recorder: Any) -> None:
    result = _registered(recorder).result
    assert result["pulumi_login_url"] == f"s3://{BUCKET}?region=us-east-1&awssdk=v2"
    assert result["pulumi_secrets_provider"] == f"awskms:///alias/{BUCKET}-secrets?region=us-east-1&awssdk=v2"
    assert result["terraform_backend"] == {
        "bucket": BUCKET,
        "region": "us-east-1",
        "encrypt": True,
        "kms_key_id": f"arn:aws:of:::{NAME}-state-key",
        "use_lockfile": True,
        "dynamodb_table": None,
    }


def test_bucket_keys_and_table_are_protected_and_nothing_else(recorder: Any) -> None:
    recording = _registered(recorder, dynamodb_enabled=True, access_roles={"default": {"write_enabled": True}})
    protected = {one.name.removeprefix(NAME) for one in recording.resources if one.protect}
    assert protected == {"-bucket", "-state-key", "-secrets-key", "-lock"}
    # The provider's own choice would be to delete a bucket before its replacement is made.
    assert {one.name for one in recording.resources if one.delete_before_replace is False} == {f"{NAME}-bucket"}
    assert {one.provider for one in recording.resources if one.type.startswith("aws:")} == {"core-root"}
    assert recording.result["terraform_backend"]["dynamodb_table"] == f"{BUCKET}-lock"


def test_roles_are_named_after_the_bucket_without_its_region(recorder: Any) -> None:
    inputs = _inputs(_registered(recorder, access_roles={"default": {"write_enabled": True}, "ro": {}}))
    assert inputs["-default-role"]["name"] == "acme-core-gbl-root-tfstate"
    assert inputs["-ro-role"]["name"] == "acme-core-gbl-root-tfstate-ro"


def test_without_roles_only_the_account_reaches_it(recorder: Any) -> None:
    recording = _registered(recorder, access_roles_enabled=False, access_roles={"ro": {}})
    assert recording.of_type("aws:iam/role:Role") == {}


def test_superseded_state_and_locks_do_not_pile_up(recorder: Any) -> None:
    assert _inputs(_registered(recorder))["-lifecycle"]["rules"] == [
        {
            "id": "locks",
            "status": "Enabled",
            "filter": {"prefix": ".pulumi/locks/"},
            "expiration": {"expiredObjectDeleteMarker": True},
            "noncurrentVersionExpiration": {"noncurrentDays": 1},
        },
        {
            "id": "superseded-state",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7},
            "noncurrentVersionExpiration": {"noncurrentDays": 365, "newerNoncurrentVersions": 20},
        },
    ]


def test_the_bucket_refuses_what_it_must(recorder: Any) -> None:
    inputs = _inputs(_registered(recorder, organization_id="o-abcdefghij"))
    policy = json.loads(inputs["-policy"]["policy"])
    everything = [{"Effect": "Allow", "Action": "*", "Resource": "*"}]
    header = "s3:x-amz-server-side-encryption"

    def puts(**context: str) -> bool:
        keys = {
            "aws:SecureTransport": "true",
            "aws:PrincipalOrgID": "o-abcdefghij",
            "aws:PrincipalIsAWSService": "false",
        }
        request = Request("s3:PutObject", f"arn:aws:s3:::{BUCKET}/a", keys | context)
        return evaluate([[*everything, *policy["Statement"]]], request).allowed

    assert puts()
    assert puts(**{header: "aws:kms"})
    assert puts(**{f"{header}-aws-kms-key-id": f"arn:aws:of:::{NAME}-state-key"})
    assert not puts(**{"aws:SecureTransport": "false"})
    assert not puts(**{header: "AES256"})
    assert not puts(**{f"{header}-aws-kms-key-id": "arn:aws:of:::another-key"})
    assert not puts(**{"aws:PrincipalOrgID": "o-zzzzzzzzzz"})


def test_replication_brings_its_role(recorder: Any) -> None:
    recording = _registered(
        recorder,
        s3_replication_enabled=True,
        s3_replica_bucket_arn="arn:aws:s3:::acme-replica",
        s3_replica_kms_key_arn="arn:aws:kms:eu-west-1:111111111111:key/1",
    )
    inputs = _inputs(recording)
    assert inputs["-replication-role"]["name"] == "acme-core-gbl-root-tfstate-replication"
    (rule,) = inputs["-replication"]["rules"]
    assert rule["destination"] == {
        "bucket": "arn:aws:s3:::acme-replica",
        "encryptionConfiguration": {"replicaKmsKeyId": "arn:aws:kms:eu-west-1:111111111111:key/1"},
    }
