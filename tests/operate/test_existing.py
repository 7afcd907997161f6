"""What the program makes is found again after a killed run, or may be asked for twice."""

from __future__ import annotations

import re
from pathlib import Path

from operate import existing, known_ids

CHECKOUT = Path(__file__).parents[2]
ROOMS = ("blocks", "components", "org", "program")
REPEATABLE = {
    # A setting of the account, of a region or of a bucket: what is asked for again is set again.
    "account/alternativeContact:AlternativeContact",
    "account/primaryContact:PrimaryContact",
    "cfg/deliveryChannel:DeliveryChannel",
    "cfg/recorder:Recorder",
    "cfg/recorderStatus:RecorderStatus",
    "cloudwatch/logMetricFilter:LogMetricFilter",
    "cloudwatch/metricAlarm:MetricAlarm",
    "ebs/defaultKmsKey:DefaultKmsKey",
    "ebs/encryptionByDefault:EncryptionByDefault",
    "ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
    "ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
    "ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
    "ec2/serialConsoleAccess:SerialConsoleAccess",
    "emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration",
    "iam/accountPasswordPolicy:AccountPasswordPolicy",
    "iam/organizationsFeatures:OrganizationsFeatures",
    "iam/rolePolicy:RolePolicy",
    "iam/rolePolicyAttachment:RolePolicyAttachment",
    "organizations/resourcePolicy:ResourcePolicy",
    "ram/sharingWithOrganization:SharingWithOrganization",
    "s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "s3/bucketLogging:BucketLogging",
    "s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "s3/bucketOwnershipControls:BucketOwnershipControls",
    "s3/bucketPolicy:BucketPolicy",
    "s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "s3/bucketReplicationConfig:BucketReplicationConfig",
    "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "s3/bucketVersioning:BucketVersioning",
    "sns/topicPolicy:TopicPolicy",
    "sns/topicSubscription:TopicSubscription",
    # Nothing of it is unique, and AWS makes up its id: a second one stands beside the first.
    "budgets/budgetAction:BudgetAction",
}


def test_every_type_is_found_again_or_may_be_asked_for_twice() -> None:
    files = (file for room in ROOMS for file in (CHECKOUT / room).rglob("*.py"))
    made = {
        f"{service}/{name[0].lower()}{name[1:]}:{name}"
        for file in files
        for service, name in re.findall(r"\baws\.([a-z0-9]+)\.([A-Z]\w*)\(", file.read_text())
        if not name.endswith("Args")
    }
    found = {one.removeprefix("aws:") for one in (*known_ids._NAMES, *known_ids._MADE, *existing._FINDERS)}
    assert "organizations/account:Account" in made
    assert made - found == REPEATABLE
