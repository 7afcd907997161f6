"""State backend, audit bucket and trail, read back from AWS."""

from __future__ import annotations

import json
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from tests.e2e.organization import Organization

pytestmark = pytest.mark.e2e

LOGS = "acme-core-ue1-audit-cloudtrail"
RECORDED = "acme-core-ue1-audit-config"
STATE = "acme-core-ue1-root-tfstate"
FOREIGN = "999999999999"
TRAIL = "acme-core-gbl-root-cloudtrail"
CLOSED = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)


@pytest.fixture(scope="module")
def accounts(organization: Organization) -> dict[str, str]:
    exported: dict[str, str] = organization.output("core-root-map")["account-map-gbl"]["full_account_map"]
    return exported


def _encryption(s3: Any, bucket: str) -> tuple[str, bool]:
    (rule,) = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    default = rule["ApplyServerSideEncryptionByDefault"]
    return default["SSEAlgorithm"], "KMSMasterKeyID" in default


def _policy(s3: Any, bucket: str) -> dict[str, Any]:
    statements = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])["Statement"]
    return {one["Sid"]: one for one in statements}


def test_the_audit_bucket_is_closed_versioned_and_keeps_logs(
    organization: Organization, accounts: dict[str, str]
) -> None:
    s3 = organization.client("s3", accounts["core-audit"])
    assert s3.get_public_access_block(Bucket=LOGS)["PublicAccessBlockConfiguration"] == CLOSED
    assert s3.get_bucket_versioning(Bucket=LOGS)["Status"] == "Enabled"
    assert _encryption(s3, LOGS) == ("AES256", False)
    (rule,) = s3.get_bucket_lifecycle_configuration(Bucket=LOGS)["Rules"]
    assert rule["Expiration"] == {"Days": 2557}
    assert {(one["StorageClass"], one["Days"]) for one in rule["Transitions"]} == {("STANDARD_IA", 30), ("GLACIER", 90)}
    assert s3.get_bucket_logging(Bucket=LOGS)["LoggingEnabled"]["TargetBucket"] == f"{LOGS}-access-logs"


def test_the_audit_bucket_takes_logs_of_this_organization_only(
    organization: Organization, accounts: dict[str, str]
) -> None:
    policy = _policy(organization.client("s3", accounts["core-audit"]), LOGS)
    root = accounts["core-root"]
    organization_id = organization.client("organizations").describe_organization()["Organization"]["Id"]
    assert policy["CloudTrailWriteOrganization"]["Resource"] == [
        f"arn:aws:s3:::{LOGS}/AWSLogs/{root}/*",
        f"arn:aws:s3:::{LOGS}/AWSLogs/{organization_id}/*",
    ]
    trail = f"arn:aws:cloudtrail:*:{root}:trail/{TRAIL}"
    assert policy["CloudTrailWriteOrganization"]["Condition"]["ArnLike"] == {"aws:SourceArn": trail}
    assert {f"CloudTrailWrite{account}" for account in accounts.values()} <= set(policy)


def test_the_bucket_of_aws_config_is_closed_versioned_and_watched(
    organization: Organization, accounts: dict[str, str]
) -> None:
    s3 = organization.client("s3", accounts["core-audit"])
    assert s3.get_public_access_block(Bucket=RECORDED)["PublicAccessBlockConfiguration"] == CLOSED
    assert s3.get_bucket_versioning(Bucket=RECORDED)["Status"] == "Enabled"
    assert _encryption(s3, RECORDED) == ("AES256", False)
    (rule,) = s3.get_bucket_lifecycle_configuration(Bucket=RECORDED)["Rules"]
    assert rule["Expiration"] == {"Days": 2557}
    assert s3.get_bucket_logging(Bucket=RECORDED)["LoggingEnabled"]["TargetBucket"] == f"{LOGS}-access-logs"


def test_the_bucket_of_aws_config_takes_what_is_recorded_in_this_organization_only(
    organization: Organization, accounts: dict[str, str]
) -> None:
    policy = _policy(organization.client("s3", accounts["core-audit"]), RECORDED)
    allowed = {sid: one for sid, one in policy.items() if one["Effect"] == "Allow"}
    assert {one["Principal"]["Service"] for one in allowed.values()} == {"config.amazonaws.com"}
    behalf = {sid: one["Condition"]["StringEquals"]["aws:SourceAccount"] for sid, one in allowed.items()}
    for name, account in accounts.items():
        sid = f"ConfigWrite{account}"
        assert behalf.pop(sid) == account, name
        assert allowed[sid]["Resource"] == f"arn:aws:s3:::{RECORDED}/AWSLogs/{account}/Config/*", name
    assert behalf == dict.fromkeys(("ConfigAclCheck", "ConfigExistenceCheck"), sorted(accounts.values()))


def test_an_account_of_another_organization_cannot_deliver_there(organization: Organization) -> None:
    # In the simulated AWS a key stands for its account.
    config = boto3.client(
        "config",
        region_name="us-east-1",
        endpoint_url=organization.environment["AWS_ENDPOINT_URL"],
        aws_access_key_id=FOREIGN,
        aws_secret_access_key="any",
    )
    recorder = {"name": "default", "roleARN": f"arn:aws:iam::{FOREIGN}:role/config"}
    config.put_configuration_recorder(ConfigurationRecorder=recorder)
    with pytest.raises(ClientError, match="InsufficientDeliveryPolicyException"):
        config.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": RECORDED})


def test_every_account_records_in_each_region_and_plat_sandbox_once_a_day(
    organization: Organization, accounts: dict[str, str]
) -> None:
    for name, account_id in accounts.items():
        for region in ("us-east-1", "eu-west-1"):
            client = organization.client("config", None if name == "core-root" else account_id, region)
            (recorder,) = client.describe_configuration_recorders()["ConfigurationRecorders"]
            often = "DAILY" if name == "plat-sandbox" else "CONTINUOUS"
            assert recorder["recordingMode"]["recordingFrequency"] == often, name
            assert recorder["recordingGroup"]["includeGlobalResourceTypes"] == (region == "us-east-1"), name
            (status,) = client.describe_configuration_recorder_status()["ConfigurationRecordersStatus"]
            assert status["recording"], name
            (channel,) = client.describe_delivery_channels()["DeliveryChannels"]
            assert channel["s3BucketName"] == RECORDED, name


def test_every_account_is_recorded_by_the_organizations_trail(
    organization: Organization, accounts: dict[str, str]
) -> None:
    for name, account_id in accounts.items():
        client = organization.client("cloudtrail", None if name == "core-root" else account_id)
        (trail,) = client.describe_trails()["trailList"]
        expected = {
            "Name": TRAIL,
            "S3BucketName": LOGS,
            "IsOrganizationTrail": True,
            "IsMultiRegionTrail": True,
            "IncludeGlobalServiceEvents": True,
            "LogFileValidationEnabled": True,
        }
        assert {key: trail[key] for key in expected} == expected, name
        assert client.get_trail_status(Name=trail["TrailARN"])["IsLogging"], name


def test_the_trail_is_encrypted_watched_and_kept(organization: Organization, accounts: dict[str, str]) -> None:
    exported = organization.output("core-root-trail")["organization-trail-gbl"]
    (trail,) = organization.client("cloudtrail").describe_trails()["trailList"]
    assert trail["KmsKeyId"] == exported["cloudtrail_kms_key_arn"]
    kms = organization.client("kms")
    assert kms.get_key_rotation_status(KeyId=trail["KmsKeyId"])["KeyRotationEnabled"]
    key_policy = kms.get_key_policy(KeyId=trail["KmsKeyId"], PolicyName="default")["Policy"]
    assert f"{accounts['core-audit']}:root" in key_policy
    logs = organization.client("logs")
    (group,) = logs.describe_log_groups(logGroupNamePrefix=TRAIL)["logGroups"]
    assert (group["retentionInDays"], group["kmsKeyId"]) == (731, trail["KmsKeyId"])
    filters = {one["filterName"] for one in logs.describe_metric_filters(logGroupName=TRAIL)["metricFilters"]}
    alarms = {one["AlarmName"] for one in organization.client("cloudwatch").describe_alarms()["MetricAlarms"]}
    assert filters == alarms == set(exported["cloudtrail_alarm_names"])
    assert len(alarms) == 15


def test_the_state_bucket_is_closed_versioned_and_encrypted(organization: Organization) -> None:
    s3 = organization.client("s3")
    assert s3.get_public_access_block(Bucket=STATE)["PublicAccessBlockConfiguration"] == CLOSED
    assert s3.get_bucket_versioning(Bucket=STATE)["Status"] == "Enabled"
    assert _encryption(s3, STATE) == ("aws:kms", True)
    assert set(_policy(s3, STATE)) == {"DenyInsecureTransport", "DenyWrongEncryptionHeader", "DenyOtherKey"}
    rules = {one["ID"]: one for one in s3.get_bucket_lifecycle_configuration(Bucket=STATE)["Rules"]}
    kept = {"NoncurrentDays": 365, "NewerNoncurrentVersions": 20}
    assert rules["superseded-state"]["NoncurrentVersionExpiration"] == kept


def test_access_roles_reach_what_they_should(organization: Organization) -> None:
    iam = organization.client("iam")
    names = {f"acme-core-gbl-root-tfstate{suffix}" for suffix in ("", "-map", "-ro")}
    found = {role["RoleName"] for role in iam.list_roles()["Roles"]}
    assert names <= found
    policy = iam.get_role_policy(RoleName="acme-core-gbl-root-tfstate-map", PolicyName="state")["PolicyDocument"]
    reads = next(one for one in policy["Statement"] if one["Sid"] == "ReadState")
    assert f"arn:aws:s3:::{STATE}/.pulumi/stacks/rootstock/core-root-map.json*" in reads["Resource"]
    assert "core-root.json" not in json.dumps(policy)


def test_the_state_backend_says_how_to_log_in(organization: Organization) -> None:
    exported = organization.output("core-root-state")["tfstate-backend-ue1"]
    assert exported["pulumi_login_url"] == f"s3://{STATE}?region=us-east-1&awssdk=v2"
    alias = exported["pulumi_secrets_provider"].removeprefix("awskms:///").partition("?")[0]
    aliases = {one["AliasName"] for one in organization.client("kms").list_aliases()["Aliases"]}
    assert alias in aliases
