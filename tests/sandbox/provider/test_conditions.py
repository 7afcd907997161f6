"""Differences that replace, or count, only sometimes: state, inputs, and what the engine hears of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.provider.engine import Engine, Made, Refused

TABLE = "aws:dynamodb/table:Table"
AGGREGATOR = "aws:cfg/configurationAggregator:ConfigurationAggregator"
EMR = "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration"
LOGGING = "aws:s3/bucketLogging:BucketLogging"
TOPIC = "aws:sns/topic:Topic"
REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
ANALYZER = "aws:accessanalyzer/analyzer:Analyzer"
PASSWORDS = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy"
PORT_22 = [{"minRange": 22, "maxRange": 22}]
ACCOUNTS = {"accountAggregationSource": {"accountIds": ["1" * 12], "allRegions": True}}
ORGANIZATION = {"organizationAggregationSource": {"roleArn": "arn:aws:iam::1:role/a", "allRegions": True}}


@pytest.mark.parametrize(
    ("token", "state", "inputs", "changed", "replaces"),
    [
        (TABLE, {"restoreSourceName": "a"}, {"restoreSourceName": "b"}, ["restoreSourceName"], ["restoreSourceName"]),
        (TABLE, {"restoreSourceName": "a"}, {}, ["restoreSourceName"], []),
        (TABLE, {}, {"restoreSourceName": "a"}, ["restoreSourceName"], []),
        (
            TABLE,
            {"warmThroughput": {"readUnitsPerSecond": 15000}},
            {"warmThroughput": {"readUnitsPerSecond": 13000}},
            ["warmThroughput"],
            ["warmThroughput"],
        ),
        (
            TABLE,
            {"warmThroughput": {"readUnitsPerSecond": 13000}},
            {"warmThroughput": {"readUnitsPerSecond": 15000}},
            ["warmThroughput"],
            [],
        ),
        (TABLE, {"serverSideEncryption": {"enabled": False}}, {}, [], []),
        (TABLE, {}, {"ttl": {"enabled": False, "attributeName": "x"}}, [], []),
        (TABLE, {"attributes": [{"name": "a", "type": "S"}]}, {"attributes": [{"name": "b", "type": "S"}]}, [], []),
        (TABLE, {"hashKey": "a"}, {"hashKey": "b"}, ["hashKey"], ["hashKey"]),
        (TOPIC, {"name": "a"}, {"name": "a.fifo", "fifoTopic": True}, ["fifoTopic", "name"], ["fifoTopic", "name"]),
        (
            TABLE,
            {},
            {"importTable": {"inputFormat": "CSV", "s3BucketSource": {"bucket": "b"}}},
            ["importTable"],
            ["importTable"],
        ),
        (
            TABLE,
            {"importTable": {"inputFormat": "CSV", "s3BucketSource": {"bucket": "b"}}},
            {"importTable": {"inputFormat": "CSV", "s3BucketSource": {"bucket": "c"}}},
            ["importTable"],
            [],
        ),
        (AGGREGATOR, ACCOUNTS, ORGANIZATION, [*ACCOUNTS, *ORGANIZATION], [*ORGANIZATION]),
        (
            AGGREGATOR,
            ACCOUNTS,
            {"accountAggregationSource": {"accountIds": ["2" * 12], "allRegions": True}},
            [*ACCOUNTS],
            [],
        ),
        (
            EMR,
            {"permittedPublicSecurityGroupRuleRanges": PORT_22},
            {"permittedPublicSecurityGroupRuleRanges": [*PORT_22, {"minRange": 80, "maxRange": 80}]},
            ["permittedPublicSecurityGroupRuleRanges"],
            ["permittedPublicSecurityGroupRuleRanges"],
        ),
        (
            EMR,
            {"permittedPublicSecurityGroupRuleRanges": PORT_22},
            {"permittedPublicSecurityGroupRuleRanges": [{"minRange": 22, "maxRange": 23}]},
            ["permittedPublicSecurityGroupRuleRanges"],
            [],
        ),
        (LOGGING, {"bucket": "b"}, {"bucket": "b", "expectedBucketOwner": "own"}, ["expectedBucketOwner"], []),
        (
            LOGGING,
            {"bucket": "b"},
            {"bucket": "b", "expectedBucketOwner": "2" * 12},
            ["expectedBucketOwner"],
            ["expectedBucketOwner"],
        ),
        (REPLICATION, {"rules": [{"filter": {"prefix": ""}}]}, {"rules": [{"filter": {}}]}, [], []),
        (
            ANALYZER,
            {"configuration": {"unusedAccess": {"unusedAccessAge": 90}}},
            {"configuration": {"unusedAccess": {"unusedAccessAge": 30}}},
            ["configuration"],
            ["configuration"],
        ),
        (PASSWORDS, {"requireSymbols": True, "minimumPasswordLength": 14}, {"minimumPasswordLength": 14}, [], []),
    ],
)
def test_differences(
    engine: Engine, token: str, state: dict[str, Any], inputs: dict[str, Any], changed: list[str], replaces: list[str]
) -> None:
    wanted = {name: engine.account if value == "own" else value for name, value in inputs.items()}
    found = engine.diff(Made(token, "id", {}, state), wanted)
    assert (found.changed, found.replaces) == (sorted(changed), sorted(replaces))


def test_versioning_never_becomes_disabled_again(engine: Engine) -> None:
    state = {"bucket": "b", "versioningConfiguration": {"status": "Enabled"}}
    made = Made("aws:s3/bucketVersioning:BucketVersioning", "b", {}, state)
    with pytest.raises(Refused, match="cannot be updated from 'Enabled' to 'Disabled'"):
        engine.diff(made, {"bucket": "b", "versioningConfiguration": {"status": "Disabled"}})


@pytest.mark.parametrize(
    ("token", "inputs", "expected"),
    [
        (
            TABLE,
            {"hashKey": "a", "attributes": [{"name": "a", "type": "S"}, {"name": "b", "type": "S"}]},
            "all attributes must be indexed. Unused attributes: ['b']",
        ),
        (TABLE, {"hashKey": "a"}, "all indexes must match a defined attribute. Unmatched indexes: ['a']"),
        (
            "aws:sns/topic:Topic",
            {"name": "a", "contentBasedDeduplication": True},
            "content-based deduplication can only be set for FIFO topics",
        ),
        (
            "aws:sns/topicSubscription:TopicSubscription",
            {"topic": "arn:aws:sns:us-east-1:111111111111:a", "protocol": "firehose", "endpoint": "x"},
            "'subscriptionRoleArn' must be given for the protocol firehose, and only for it",
        ),
        (
            "aws:cloudwatch/metricAlarm:MetricAlarm",
            {"name": "a", "metricName": "m", "comparisonOperator": "LessThanThreshold", "evaluationPeriods": 1},
            "one of 'statistic', 'extendedStatistic' must be given for a 'metricName'",
        ),
        (
            "aws:securityhub/organizationConfiguration:OrganizationConfiguration",
            {"autoEnable": True, "organizationConfiguration": {"configurationType": "CENTRAL"}},
            "'autoEnable' must be false when 'configurationType' is CENTRAL",
        ),
        (
            "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            {"bucket": "b"},
            "'rules' needs at least one rule",
        ),
    ],
)
def test_what_contradicts_itself_is_told(engine: Engine, token: str, inputs: dict[str, Any], expected: str) -> None:
    assert expected in engine.check(token, inputs)[1]
