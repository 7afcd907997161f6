"""What moto takes and forgets, or never took: the simulated AWS keeps it, and refuses what AWS refuses."""

from __future__ import annotations

from typing import Any

import pytest


def _bucket(stranger: Any, name: str) -> str:
    stranger.s3.create_bucket(Bucket=f"{name}-{stranger.id}")
    return f"{name}-{stranger.id}"


def test_lifecycle_rules_remember_from_which_size_on_objects_move(stranger: Any) -> None:
    bucket = _bucket(stranger, "sizes")
    move = [{"Days": 30, "StorageClass": "GLACIER"}]
    rules = {"Rules": [{"ID": "a", "Status": "Enabled", "Filter": {"Prefix": ""}, "Transitions": move}]}
    put, get = stranger.s3.put_bucket_lifecycle_configuration, stranger.s3.get_bucket_lifecycle_configuration
    size = "TransitionDefaultMinimumObjectSize"
    put(Bucket=bucket, LifecycleConfiguration=rules)
    assert get(Bucket=bucket)[size] == "all_storage_classes_128K"
    wanted = {size: "varies_by_storage_class"}
    assert put(Bucket=bucket, LifecycleConfiguration=rules, **wanted)[size] == "varies_by_storage_class"
    assert get(Bucket=bucket)[size] == "varies_by_storage_class"
    put(Bucket=bucket, LifecycleConfiguration=rules)
    assert get(Bucket=bucket)[size] == "all_storage_classes_128K"
    assert (
        stranger.refused(
            "s3", "put_bucket_lifecycle_configuration", Bucket=bucket, LifecycleConfiguration=rules, **{size: "none"}
        )
        == "InvalidArgument"
    )


@pytest.mark.parametrize("keys", [{"SimplePrefix": {}}, {"PartitionedPrefix": {"PartitionDateSource": "EventTime"}}])
def test_access_logs_remember_how_their_keys_are_made(stranger: Any, keys: dict[str, Any]) -> None:
    bucket = _bucket(stranger, "keys")
    grants = {"TargetBucket": bucket, "TargetPrefix": "logs/"}
    stranger.s3.put_bucket_acl(Bucket=bucket, ACL="log-delivery-write")
    stranger.s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={"LoggingEnabled": grants})
    assert stranger.s3.get_bucket_logging(Bucket=bucket)["LoggingEnabled"] == grants
    wanted = {**grants, "TargetObjectKeyFormat": keys}
    stranger.s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={"LoggingEnabled": wanted})
    assert stranger.s3.get_bucket_logging(Bucket=bucket)["LoggingEnabled"] == wanted


def test_a_bucket_says_that_it_tells_eventbridge(stranger: Any) -> None:
    bucket = _bucket(stranger, "events")
    put, get = stranger.s3.put_bucket_notification_configuration, stranger.s3.get_bucket_notification_configuration
    assert "EventBridgeConfiguration" not in get(Bucket=bucket)
    put(Bucket=bucket, NotificationConfiguration={"EventBridgeConfiguration": {}})
    assert get(Bucket=bucket)["EventBridgeConfiguration"] == {}
    put(Bucket=bucket, NotificationConfiguration={})
    assert "EventBridgeConfiguration" not in get(Bucket=bucket)


def test_topics_keep_every_attribute(stranger: Any) -> None:
    sns = stranger.client("sns")
    arn = sns.create_topic(Name="kept", Attributes={"TracingConfig": "Active"})["TopicArn"]
    wanted = {
        "SignatureVersion": "2",
        "MaximumMessageSize": "1024",
        "HTTPSuccessFeedbackRoleArn": f"arn:aws:iam::{stranger.id}:role/feedback",
        "HTTPSuccessFeedbackSampleRate": "50",
    }
    before = sns.get_topic_attributes(TopicArn=arn)["Attributes"]
    for name, value in wanted.items():
        sns.set_topic_attributes(TopicArn=arn, AttributeName=name, AttributeValue=value)
    assert sns.get_topic_attributes(TopicArn=arn)["Attributes"] == {**before, "TracingConfig": "Active", **wanted}
    for name in (*wanted, "TracingConfig"):
        sns.set_topic_attributes(TopicArn=arn, AttributeName=name, AttributeValue="")
    left = sns.get_topic_attributes(TopicArn=arn)["Attributes"]
    assert left == {name: value for name, value in before.items() if name != "TracingConfig"}


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("SignatureVersion", "3"),
        ("TracingConfig", "Sometimes"),
        ("LambdaSuccessFeedbackSampleRate", "101"),
        ("FifoThroughputScope", "Topic"),
        ("Color", "red"),
    ],
)
def test_topics_refuse_what_is_no_attribute(stranger: Any, attribute: str, value: str) -> None:
    sns = stranger.client("sns")
    arn = sns.create_topic(Name="refusing")["TopicArn"]
    setting = {"TopicArn": arn, "AttributeName": attribute, "AttributeValue": value}
    assert stranger.refused("sns", "set_topic_attributes", **setting) == "InvalidParameter"


def test_tables_change_their_class_and_encryption(stranger: Any) -> None:
    dynamodb, kms = stranger.client("dynamodb"), stranger.client("kms")
    key = kms.create_key()["KeyMetadata"]
    dynamodb.create_table(
        TableName="kept",
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        OnDemandThroughput={"MaxReadRequestUnits": 5, "MaxWriteRequestUnits": 6},
    )

    def shown(*members: str) -> list[Any]:
        table = dynamodb.describe_table(TableName="kept")["Table"]
        return [table.get(member) for member in members]

    described = ("TableClassSummary", "SSEDescription", "OnDemandThroughput")
    assert shown(*described) == [None, None, {"MaxReadRequestUnits": 5, "MaxWriteRequestUnits": 6}]
    dynamodb.update_table(TableName="kept", TableClass="STANDARD_INFREQUENT_ACCESS")
    encryption = {"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": key["KeyId"]}
    answer = dynamodb.update_table(TableName="kept", SSESpecification=encryption)["TableDescription"]
    encrypted = {"Status": "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": key["Arn"]}
    assert answer["SSEDescription"] == encrypted
    assert shown(*described[:2]) == [{"TableClass": "STANDARD_INFREQUENT_ACCESS"}, encrypted]
    plain = {"SSESpecification": {"Enabled": False}, "TableClass": "STANDARD"}
    assert "SSEDescription" not in dynamodb.update_table(TableName="kept", **plain)["TableDescription"]
    assert shown(*described[:2]) == [{"TableClass": "STANDARD"}, None]
    assert stranger.refused("dynamodb", "update_table", TableName="kept", TableClass="COLD") == "ValidationException"
    replicas = [{"Create": {"RegionName": "eu-west-1"}}]
    assert stranger.refused("dynamodb", "update_table", TableName="kept", ReplicaUpdates=replicas) == "NotImplemented"


def test_recorders_remember_how_often_they_record(stranger: Any) -> None:
    config = stranger.client("config")
    recorder = {"name": "default", "roleARN": f"arn:aws:iam::{stranger.id}:role/config"}

    def mode() -> Any:
        return config.describe_configuration_recorders()["ConfigurationRecorders"][0]["recordingMode"]

    config.put_configuration_recorder(ConfigurationRecorder=recorder)
    assert mode() == {"recordingFrequency": "CONTINUOUS"}
    override = {"recordingFrequency": "CONTINUOUS", "resourceTypes": ["AWS::IAM::Role"], "description": "roles"}
    daily = {"recordingFrequency": "DAILY", "recordingModeOverrides": [override]}
    config.put_configuration_recorder(ConfigurationRecorder={**recorder, "recordingMode": daily})
    assert mode() == daily
    wrong = {**recorder, "recordingMode": {"recordingFrequency": "HOURLY"}}
    assert (
        stranger.refused("config", "put_configuration_recorder", ConfigurationRecorder=wrong) == "ValidationException"
    )


def test_log_groups_are_protected_and_have_a_class(stranger: Any) -> None:
    logs = stranger.client("logs")
    logs.create_log_group(logGroupName="kept", logGroupClass="INFREQUENT_ACCESS", deletionProtectionEnabled=True)
    group = logs.describe_log_groups()["logGroups"][0]
    assert (group["logGroupClass"], group["deletionProtectionEnabled"]) == ("INFREQUENT_ACCESS", True)
    assert stranger.refused("logs", "delete_log_group", logGroupName="kept") == "ValidationException"
    logs.put_log_group_deletion_protection(logGroupIdentifier="kept", deletionProtectionEnabled=False)
    logs.delete_log_group(logGroupName="kept")
    assert logs.describe_log_groups()["logGroups"] == []


def test_metric_filters_apply_to_transformed_logs(stranger: Any) -> None:
    logs = stranger.client("logs")
    logs.create_log_group(logGroupName="filtered")
    metric = [{"metricName": "a", "metricNamespace": "b", "metricValue": "1"}]
    for applied in (True, False):
        logs.put_metric_filter(
            logGroupName="filtered",
            filterName="a",
            filterPattern="",
            metricTransformations=metric,
            applyOnTransformedLogs=applied,
        )
        found = logs.describe_metric_filters(logGroupName="filtered")["metricFilters"]
        assert [one["applyOnTransformedLogs"] for one in found] == [applied]
