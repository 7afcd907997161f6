"""What ``aws-config`` registers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pulumi_aws as aws

from blocks.wiring import Wiring
from components.aws_config.resource import build
from components.aws_config.resource_types import GLOBAL_TYPES
from components.aws_config.variables import AwsConfigVariables

LABELS = {"namespace": "acme", "tenant": "plat", "environment": "gbl", "stage": "dev"}
NAME = "aws-config-gbl"
REGIONS = ["us-east-1", "eu-west-1"]
BUCKET = {
    "config_bucket_id": "acme-core-ue1-audit-config",
    "config_bucket_kms_key_arn": "arn:aws:kms:us-east-1:222222222222:key/1",
    "s3_key_prefix": "audit",
}


def _registered(recorder: Any, **variables: Any) -> Any:
    def program() -> Any:
        provider = aws.Provider("plat-dev", region="us-east-1")
        wiring = Wiring(provider=provider, config_root=Path(), account="plat-dev", upstreams={"bucket": BUCKET})
        given = AwsConfigVariables.model_validate(LABELS | {"regions": REGIONS} | variables)
        return build(NAME, given, wiring).exports

    recorder.answers["aws:index/getCallerIdentity:getCallerIdentity"] = lambda _: {"accountId": "111111111111"}
    recorder.outputs["aws:iam/role:Role"] = lambda args: (
        args.inputs["name"],
        {**args.inputs, "arn": f"arn:aws:iam::111111111111:role/{args.inputs['name']}"},
    )
    return recorder.run(program)


def _by_region(recording: Any, token: str) -> dict[str, Any]:
    return {one.inputs["region"]: one for one in recording.of_type(f"aws:cfg/{token}").values()}


def test_each_region_has_a_recorder_a_channel_and_a_status_in_this_order(recorder: Any) -> None:
    recording = _registered(recorder)
    recorders = _by_region(recording, "recorder:Recorder")
    channels = _by_region(recording, "deliveryChannel:DeliveryChannel")
    statuses = _by_region(recording, "recorderStatus:RecorderStatus")
    assert set(recorders) == set(channels) == set(statuses) == set(REGIONS)
    for region in REGIONS:
        assert {f"{NAME}-role-reading", f"{NAME}-role-delivering"} <= set(recorders[region].dependencies)
        assert recorders[region].name in channels[region].dependencies
        assert channels[region].name in statuses[region].dependencies
        assert statuses[region].inputs["isEnabled"] is True
        made = (recorders[region], channels[region], statuses[region])
        assert {one.inputs["name"] for one in made} == {"default"}
        assert {one.delete_before_replace for one in made} == {True}
        assert statuses[region].replace_on_changes == ("name",)
    assert recording.result == {
        "aws_config_configuration_recorder_ids": dict.fromkeys(REGIONS, "default"),
        "aws_config_iam_role": "arn:aws:iam::111111111111:role/acme-plat-gbl-dev-config",
        "global_resource_collector_region": "us-east-1",
        "storage_bucket_id": "acme-core-ue1-audit-config",
    }


def test_what_is_global_is_recorded_in_one_region(recorder: Any) -> None:
    for chosen, variables in (
        ("us-east-1", {}),
        ("eu-west-1", {"global_resource_collector_region": "eu-west-1"}),
        ("eu-west-1", {"regions": ["eu-west-1", "eu-west-2"]}),
    ):
        groups = {
            region: one.inputs["recordingGroup"]
            for region, one in _by_region(_registered(recorder, **variables), "recorder:Recorder").items()
        }
        assert {region for region, group in groups.items() if group["includeGlobalResourceTypes"]} == {chosen}
        assert all(group["allSupported"] for group in groups.values())


def test_where_types_are_left_out_what_is_global_is_left_out_by_name(recorder: Any) -> None:
    recording = _registered(recorder, excluded_resource_types=["AWS::EC2::Subnet"])
    groups = {
        region: one.inputs["recordingGroup"] for region, one in _by_region(recording, "recorder:Recorder").items()
    }
    left_out = {region: group["exclusionByResourceTypes"][0]["resourceTypes"] for region, group in groups.items()}
    assert left_out == {
        "us-east-1": ["AWS::EC2::Subnet"],
        "eu-west-1": sorted(["AWS::EC2::Subnet", *GLOBAL_TYPES]),
    }
    assert {group["allSupported"] for group in groups.values()} == {False}


def test_it_delivers_to_the_bucket_of_the_instance_or_to_a_named_one(recorder: Any) -> None:
    channel = _by_region(_registered(recorder), "deliveryChannel:DeliveryChannel")["eu-west-1"].inputs
    assert channel == {
        "name": "default",
        "region": "eu-west-1",
        "s3BucketName": "acme-core-ue1-audit-config",
        "s3KeyPrefix": "audit",
        "s3KmsKeyArn": BUCKET["config_bucket_kms_key_arn"],
        "snapshotDeliveryProperties": {"deliveryFrequency": "TwentyFour_Hours"},
    }
    topic = "arn:aws:sns:eu-west-1:111111111111:config"
    named = _registered(recorder, s3_bucket_name="acme-config", sns_topic_arns={"eu-west-1": topic})
    channels = _by_region(named, "deliveryChannel:DeliveryChannel")
    assert {one.inputs["s3BucketName"] for one in channels.values()} == {"acme-config"}
    assert "s3KmsKeyArn" not in channels["us-east-1"].inputs
    assert {region: one.inputs.get("snsTopicArn") for region, one in channels.items()} == {
        "us-east-1": None,
        "eu-west-1": topic,
    }


def test_the_role_reads_by_awss_policy_and_delivers_by_its_own(recorder: Any) -> None:
    recording = _registered(recorder)
    (reading,) = recording.of_type("aws:iam/rolePolicyAttachment:RolePolicyAttachment").values()
    assert reading.inputs["policyArn"] == "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"
    (delivering,) = recording.of_type("aws:iam/rolePolicy:RolePolicy").values()
    sids = {one["Sid"] for one in json.loads(delivering.inputs["policy"])["Statement"]}
    assert sids == {"SeeBucket", "Deliver", "Encrypt"}


def test_a_role_that_exists_is_used(recorder: Any) -> None:
    arn = "arn:aws:iam::111111111111:role/config"
    recording = _registered(recorder, create_iam_role=False, iam_role_arn=arn)
    assert recording.of_type("aws:iam/role:Role") == {}
    assert {one.inputs["roleArn"] for one in _by_region(recording, "recorder:Recorder").values()} == {arn}


def test_recording_is_switched_off_and_slowed_down(recorder: Any) -> None:
    override = {
        "resource_types": ["AWS::IAM::Role"],
        "recording_frequency": "CONTINUOUS",
        "description": "who may what",
    }
    mode = {"recording_frequency": "DAILY", "recording_mode_override": override}
    recording = _registered(recorder, recording_enabled=False, recording_mode=mode)
    assert {one.inputs["isEnabled"] for one in _by_region(recording, "recorderStatus:RecorderStatus").values()} == {
        False
    }
    modes = [one.inputs["recordingMode"] for one in _by_region(recording, "recorder:Recorder").values()]
    assert modes == 2 * [
        {
            "recordingFrequency": "DAILY",
            "recordingModeOverride": {
                "description": "who may what",
                "recordingFrequency": "CONTINUOUS",
                "resourceTypes": ["AWS::IAM::Role"],
            },
        }
    ]
