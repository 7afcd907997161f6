"""Lives of resources of what an account has once per region: EBS, EC2, EMR, Systems Manager."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.provider.engine import Engine
from tests.sandbox.provider.life import Case, live
from tests.sandbox.provider.surroundings import key


def document(text: str) -> str:
    step = {"action": "aws:runShellScript", "name": "say", "inputs": {"runCommand": [f"echo {text}"]}}
    return json.dumps({"schemaVersion": "2.2", "description": text, "mainSteps": [step]})


CASES = [
    Case(
        "aws:ebs/encryptionByDefault:EncryptionByDefault",
        lambda _: {},
        ({"enabled": False},),
        id="terraform-",
        stays=True,
    ),
    Case(
        "aws:ebs/defaultKmsKey:DefaultKmsKey",
        lambda engine: {"keyArn": key(engine).state["arn"]},
        id="arn:aws:kms:us-east-1:{account}:key/",
        stays=True,
    ),
    Case(
        "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
        lambda _: {"state": "block-all-sharing"},
        ({"state": "block-new-sharing"},),
        id="us-east-1",
        stays=True,
    ),
    Case(
        "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
        lambda _: {"httpTokens": "required"},
        ({"httpPutResponseHopLimit": 2}, {"instanceMetadataTags": "enabled"}),
        id="{account}",
        importable=False,
    ),
    Case(
        "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
        lambda _: {"state": "block-new-sharing"},
        ({"state": "unblocked"},),
        id="{account}",
        stays=True,
    ),
    Case(
        "aws:ec2/serialConsoleAccess:SerialConsoleAccess",
        lambda _: {"enabled": False},
        ({"enabled": True},),
        id="us-east-1",
        stays=True,
    ),
    Case(
        "aws:ssm/document:Document",
        lambda _: {"name": "acme-doc", "documentType": "Command", "content": document("one")},
        ({"content": document("two")}, {"tags": {"a": "b"}}),
        id="acme-doc",
    ),
    Case(
        "aws:ssm/serviceSetting:ServiceSetting",
        lambda _: {"settingId": "/ssm/documents/console/public-sharing-permission", "settingValue": "Disable"},
        ({"settingValue": "Enable"},),
        id="arn:aws:ssm:us-east-1:{account}:servicesetting/ssm/documents/console/public-sharing-permission",
        stays=True,
    ),
    Case(
        "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration",
        lambda _: {"blockPublicSecurityGroupRules": True},
        id="emr-block-public-access-configuration",
        stays=True,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_life(engine: Engine, case: Case) -> None:
    live(engine, case)
