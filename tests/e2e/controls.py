"""Controls of the CIS AWS Foundations Benchmark v3.0.0, read from AWS as an auditor reads them.

Written from the benchmark's text, not from this program: nothing here knows what the configuration says. Each control
is a function from an account to what is wrong with it; nothing is wrong where it passes. Controls that no API answers,
and those of things that no account of the example has (databases, file systems, instances), are in
docs/reference/cis.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

Client = Callable[..., Any]


@dataclass(frozen=True)
class Audited:
    """One account: its id, the regions in use, and clients in it by service and region (the home region unless told).

    ``management`` is the same of the management account, where an organization's trail has its log group.
    """

    account_id: str
    regions: tuple[str, ...]
    client: Client
    management: Client


Control = Callable[[Audited], Iterator[str]]


def current_contact(account: Audited) -> Iterator[str]:
    """1.1: AWS knows how to reach the owner."""
    found = account.client("account").get_contact_information()["ContactInformation"]
    yield from (f"no {field}" for field in ("FullName", "PhoneNumber", "AddressLine1") if not found.get(field))


def security_contact(account: Audited) -> Iterator[str]:
    """1.2: AWS knows whom to tell about security."""
    found = account.client("account").get_alternate_contact(AlternateContactType="SECURITY")["AlternateContact"]
    yield from (f"no {field}" for field in ("EmailAddress", "PhoneNumber") if not found.get(field))


def no_root_access_key(account: Audited) -> Iterator[str]:
    """1.4: the root user has no access key."""
    if account.client("iam").get_account_summary()["SummaryMap"].get("AccountAccessKeysPresent"):
        yield "the root user has an access key"


def password_length(account: Audited) -> Iterator[str]:
    """1.8: passwords have 14 characters or more."""
    length = account.client("iam").get_account_password_policy()["PasswordPolicy"]["MinimumPasswordLength"]
    if length < 14:
        yield f"passwords of {length} characters"


def password_reuse(account: Audited) -> Iterator[str]:
    """1.9: the last 24 passwords cannot be used again."""
    policy = account.client("iam").get_account_password_policy()["PasswordPolicy"]
    if policy.get("PasswordReusePrevention", 0) < 24:
        yield "earlier passwords can be used again"


def support_role(account: Audited) -> Iterator[str]:
    """1.17: somebody may talk to AWS Support."""
    policy = "arn:aws:iam::aws:policy/AWSSupportAccess"
    if not account.client("iam").list_entities_for_policy(PolicyArn=policy, EntityFilter="Role")["PolicyRoles"]:
        yield "no role has AWSSupportAccess"


def access_analyzer(account: Audited) -> Iterator[str]:
    """1.20: each region has an active analyzer."""
    for region in account.regions:
        found = account.client("accessanalyzer", region).list_analyzers()["analyzers"]
        if not any(one["status"] == "ACTIVE" for one in found):
            yield f"no analyzer in {region}"


def buckets_refuse_http(account: Audited) -> Iterator[str]:
    """2.1.1: each bucket refuses requests without TLS."""
    for bucket in _buckets(account):
        policy = json.loads(account.client("s3").get_bucket_policy(Bucket=bucket)["Policy"])
        if not any(_refuses_http(statement) for statement in policy["Statement"]):
            yield bucket


def no_public_buckets(account: Audited) -> Iterator[str]:
    """2.1.4: public access is blocked for the account and for each bucket."""
    own = account.client("s3control").get_public_access_block(AccountId=account.account_id)
    blocks = {"the account": own["PublicAccessBlockConfiguration"]}
    for bucket in _buckets(account):
        found = account.client("s3").get_public_access_block(Bucket=bucket)
        blocks[bucket] = found["PublicAccessBlockConfiguration"]
    yield from (what for what, block in blocks.items() if len(block) != 4 or not all(block.values()))


def volumes_encrypted(account: Audited) -> Iterator[str]:
    """2.2.1: new volumes are encrypted in each region."""
    for region in account.regions:
        if not account.client("ec2", region).get_ebs_encryption_by_default()["EbsEncryptionByDefault"]:
            yield region


def recorded_everywhere(account: Audited) -> Iterator[str]:
    """3.1: a trail of all regions is recording, management events of every kind included."""
    for trail in _recording(account):
        selectors = account.client("cloudtrail").get_event_selectors(TrailName=trail["TrailARN"])
        basic = selectors.get("EventSelectors") or []
        if any(one.get("IncludeManagementEvents") and one.get("ReadWriteType") == "All" for one in basic):
            return
        if any(
            _fields(one) == {"eventCategory": ["Management"]} for one in selectors.get("AdvancedEventSelectors") or []
        ):
            return
    yield "no trail of all regions records management events"


def logs_validated(account: Audited) -> Iterator[str]:
    """3.2: digests prove that logs were not changed."""
    yield from (one["Name"] for one in _trails(account) if not one.get("LogFileValidationEnabled"))


def configuration_recorded(account: Audited) -> Iterator[str]:
    """3.3: AWS Config records every resource in each region, what is global in at least one, and delivers it."""
    whole = set[str]()
    for region in account.regions:
        config = account.client("config", region)
        recorders = config.describe_configuration_recorders()["ConfigurationRecorders"]
        status = config.describe_configuration_recorder_status()["ConfigurationRecordersStatus"]
        if not recorders or not any(one["recording"] and one.get("lastStatus") != "FAILURE" for one in status):
            yield f"nothing is recorded in {region}"
            continue
        group = recorders[0]["recordingGroup"]
        if not group["allSupported"] or (group.get("exclusionByResourceTypes") or {}).get("resourceTypes"):
            yield f"not every resource is recorded in {region}"
        if group["includeGlobalResourceTypes"]:
            whole.add(region)
        channels = config.describe_delivery_channels()["DeliveryChannels"]
        if not any(one.get("s3BucketName") for one in channels):
            yield f"what is recorded in {region} is not delivered"
    if not whole:
        yield "no region records what is global"


def log_bucket_logged(account: Audited) -> Iterator[str]:
    """3.4: reads of the trail's bucket are logged, in the account that has the bucket."""
    for trail in _trails(account):
        bucket = trail["S3BucketName"]
        if bucket in _buckets(account) and not account.client("s3").get_bucket_logging(Bucket=bucket).get(
            "LoggingEnabled"
        ):
            yield bucket


def logs_encrypted(account: Audited) -> Iterator[str]:
    """3.5: logs are encrypted with a key of one's own."""
    yield from (one["Name"] for one in _trails(account) if not one.get("KmsKeyId"))


def keys_rotated(account: Audited) -> Iterator[str]:
    """3.6: symmetric keys of one's own are rotated."""
    for region in account.regions:
        kms = account.client("kms", region)
        for key in kms.list_keys()["Keys"]:
            known = kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]
            own = known["KeyManager"] == "CUSTOMER" and known["KeySpec"] == "SYMMETRIC_DEFAULT" and known["Enabled"]
            if own and not kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"]:
                yield key["KeyId"]


def object_writes_recorded(account: Audited) -> Iterator[str]:
    """3.8: writes to objects are recorded."""
    yield from _objects(account, "false")


def object_reads_recorded(account: Audited) -> Iterator[str]:
    """3.9: reads of objects are recorded."""
    yield from _objects(account, "true")


def _objects(account: Audited, read_only: str) -> Iterator[str]:
    for trail in _recording(account):
        selectors = account.client("cloudtrail").get_event_selectors(TrailName=trail["TrailARN"])
        for selector in selectors.get("AdvancedEventSelectors") or []:
            fields = _fields(selector)
            if fields.get("resources.type") == ["AWS::S3::Object"] and fields.get("readOnly", [read_only]) == [
                read_only
            ]:
                return
    yield "no trail records them"


def security_hub(account: Audited) -> Iterator[str]:
    """4.16: Security Hub is on in each region."""
    for region in account.regions:
        try:
            account.client("securityhub", region).describe_hub()
        except ClientError:
            yield region


def _monitored(*needed: str) -> Control:
    """A control of section 4: a filter on the trail's log group that names these, with an alarm that tells somebody."""

    def control(account: Audited) -> Iterator[str]:
        if not any(_watched(account, trail, needed) for trail in _recording(account)):
            yield f"no filter with an alarm for {', '.join(needed)}"

    return control


def _watched(account: Audited, trail: Mapping[str, Any], needed: tuple[str, ...]) -> bool:
    # The log group of an organization's trail is in the management account: that is where it is watched.
    client = account.management if trail["IsOrganizationTrail"] else account.client
    region = trail["HomeRegion"]
    group = trail["CloudWatchLogsLogGroupArn"].split(":")[6]
    filters = client("logs", region).describe_metric_filters(logGroupName=group)["metricFilters"]
    metrics = {
        transformation["metricName"]
        for one in filters
        if all(re.search(rf"\b{re.escape(word)}", one["filterPattern"]) for word in needed)
        for transformation in one["metricTransformations"]
    }
    alarms = client("cloudwatch", region).describe_alarms()["MetricAlarms"]
    return any(one["MetricName"] in metrics and one["AlarmActions"] and one["ActionsEnabled"] for one in alarms)


def _trails(account: Audited) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = account.client("cloudtrail").describe_trails()["trailList"]
    return found


def _recording(account: Audited) -> Iterator[dict[str, Any]]:
    for trail in _trails(account):
        status = account.client("cloudtrail").get_trail_status(Name=trail["TrailARN"])
        if trail["IsMultiRegionTrail"] and status["IsLogging"]:
            yield trail


def _fields(selector: Mapping[str, Any]) -> dict[str, list[str]]:
    return {one["Field"]: one["Equals"] for one in selector["FieldSelectors"] if one.get("Equals")}


def _buckets(account: Audited) -> list[str]:
    return [one["Name"] for one in account.client("s3").list_buckets()["Buckets"]]


def _refuses_http(statement: Mapping[str, Any]) -> bool:
    condition = statement.get("Condition", {}).get("Bool", {}).get("aws:SecureTransport")
    return bool(statement["Effect"] == "Deny" and statement["Principal"] == "*" and condition == "false")


CONTROLS: Mapping[str, Control] = {
    "1.1": current_contact,
    "1.2": security_contact,
    "1.4": no_root_access_key,
    "1.8": password_length,
    "1.9": password_reuse,
    "1.17": support_role,
    "1.20": access_analyzer,
    "2.1.1": buckets_refuse_http,
    "2.1.4": no_public_buckets,
    "2.2.1": volumes_encrypted,
    "3.1": recorded_everywhere,
    "3.2": logs_validated,
    "3.3": configuration_recorded,
    "3.4": log_bucket_logged,
    "3.5": logs_encrypted,
    "3.6": keys_rotated,
    "3.8": object_writes_recorded,
    "3.9": object_reads_recorded,
    "4.1": _monitored("UnauthorizedOperation", "AccessDenied"),
    "4.2": _monitored("ConsoleLogin", "MFAUsed"),
    "4.3": _monitored("userIdentity.type", "Root", "AwsServiceEvent"),
    "4.4": _monitored("PutRolePolicy", "CreatePolicyVersion", "AttachGroupPolicy"),
    "4.5": _monitored("CreateTrail", "DeleteTrail", "StopLogging"),
    "4.6": _monitored("ConsoleLogin", "Failed authentication"),
    "4.7": _monitored("kms.amazonaws.com", "DisableKey", "ScheduleKeyDeletion"),
    "4.8": _monitored("s3.amazonaws.com", "PutBucketPolicy", "DeleteBucketPolicy"),
    "4.9": _monitored("config.amazonaws.com", "StopConfigurationRecorder", "DeleteDeliveryChannel"),
    "4.10": _monitored("AuthorizeSecurityGroupIngress", "DeleteSecurityGroup"),
    "4.11": _monitored("CreateNetworkAcl", "ReplaceNetworkAclEntry"),
    "4.12": _monitored("CreateCustomerGateway", "AttachInternetGateway"),
    "4.13": _monitored("CreateRoute", "DeleteRouteTable", "DisassociateRouteTable"),
    "4.14": _monitored("CreateVpc", "CreateVpcPeeringConnection"),
    "4.15": _monitored("organizations.amazonaws.com", "InviteAccountToOrganization", "LeaveOrganization"),
    "4.16": security_hub,
}
"""Every control that is read, by its number."""
