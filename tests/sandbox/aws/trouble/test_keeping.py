"""What a simulated AWS held is there again, in it or in another one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from sandbox import server
from sandbox.errors import SandboxError
from sandbox.home import Home
from sandbox.server import ServerRecord


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path / "home")
    home.make()
    yield home
    server.shut_down(home)


def _client(record: ServerRecord, service: str, account: str = "123456789012") -> Any:
    return boto3.client(
        service,
        region_name="us-east-1",
        endpoint_url=record.url,
        aws_access_key_id=account,
        aws_secret_access_key="any",
    )


_DOCUMENT = json.dumps({"schemaVersion": "2.2", "description": "kept", "mainSteps": []})


def _fill(record: ServerRecord) -> None:
    """Something of every service that holds its things in its own way."""
    _client(record, "organizations").create_organization(FeatureSet="ALL")
    _client(record, "s3").create_bucket(Bucket="kept-bucket")
    _client(record, "s3").put_object(Bucket="kept-bucket", Key="key", Body=b"hello")
    _client(record, "kms").create_key(Description="a key")
    _client(record, "kms").create_key(KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY")
    _client(record, "ec2").enable_ebs_encryption_by_default()
    _client(record, "iam").create_role(RoleName="kept-role", AssumeRolePolicyDocument=json.dumps({}))
    _client(record, "sns").create_topic(Name="kept-topic")
    _client(record, "logs").create_log_group(logGroupName="kept-group")
    _client(record, "ssm").create_document(Name="kept-document", Content=_DOCUMENT, DocumentType="Command")


def _taken(record: ServerRecord, bucket: str) -> str:
    """How AWS refuses the name of a bucket to another account."""
    with pytest.raises(ClientError) as refused:
        _client(record, "s3", "210987654321").create_bucket(Bucket=bucket)
    return str(refused.value.response["Error"]["Code"])


def _held(record: ServerRecord) -> dict[str, Any]:
    return {
        "organization": _client(record, "organizations").describe_organization()["Organization"]["Id"],
        "object": _client(record, "s3").get_object(Bucket="kept-bucket", Key="key")["Body"].read(),
        "name of the bucket": _taken(record, "kept-bucket"),
        "keys": sorted(key["KeyId"] for key in _client(record, "kms").list_keys()["Keys"]),
        "encryption": _client(record, "ec2").get_ebs_encryption_by_default()["EbsEncryptionByDefault"],
        "roles": [role["RoleId"] for role in _client(record, "iam").list_roles()["Roles"]],
        "topics": _client(record, "sns").list_topics()["Topics"],
        "groups": [group["logGroupName"] for group in _client(record, "logs").describe_log_groups()["logGroups"]],
        "document": _client(record, "ssm").get_document(Name="kept-document")["Content"],
    }


def test_what_was_kept_comes_back_and_what_came_later_goes(home: Home, tmp_path: Path) -> None:
    record = server.launch(home, tmp_path, "123456789012")
    _fill(record)
    before = _held(record)
    server.keep(record, "good")
    _client(record, "ec2").disable_ebs_encryption_by_default()
    _client(record, "sns").create_topic(Name="later")
    _client(record, "s3").put_object(Bucket="kept-bucket", Key="key", Body=b"changed")
    assert _held(record) != before
    server.bring_back(record, "good")
    assert _held(record) == before


def test_it_comes_back_in_another_process(home: Home, tmp_path: Path) -> None:
    first = server.launch(home, tmp_path, "123456789012")
    _fill(first)
    before = _held(first)
    server.keep(first, "good")
    server.shut_down(home)
    second = server.launch(home, tmp_path, "123456789012")
    server.bring_back(second, "good")
    assert _held(second) == before


def test_what_was_never_kept_cannot_come_back(home: Home, tmp_path: Path) -> None:
    record = server.launch(home, tmp_path, "123456789012")
    with pytest.raises(SandboxError, match="no such snapshot"):
        server.bring_back(record, "other")
